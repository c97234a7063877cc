import { serviceWords } from '../wording/service-words.ts'
import { escapeHtml } from './escape-html.ts'
import { pageStyle } from './page-style.ts'

/** The parts of a page, all but the plain texts as HTML. */
export interface PageParts {
  /** Plain text, of the window and of the heading. */
  readonly title: string
  readonly language: string
  /** What stands in the head beside title and style. */
  readonly head: readonly string[]
  /** What stands below the heading. */
  readonly header: readonly string[]
  /** What stands beside the text, a landmark of its own. */
  readonly aside: string | null
  readonly main: readonly string[]
  readonly footer: readonly string[]
}

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ji|ks|ps|sd|syr|ug|ur|yi)(?:-|$)/iu

/** A complete HTML document in one language that loads and runs nothing: landmarks, one heading, a link to skip to the text. */
export function pageFrame({ title, language, head, header, aside, main, footer }: PageParts): string {
  const direction = rightToLeft.test(language) ? ' dir="rtl"' : ''
  return `<!doctype html>
<html lang="${escapeHtml(language)}"${direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${[...head, `<style>${pageStyle}</style>`].join('\n')}
</head>
<body>
<a class="skip" href="#text">${serviceWords(language).page.skip}</a>
<div class="page">
<header>
<h1>${escapeHtml(title)}</h1>
${header.join('\n')}
</header>
<div class="${aside === null ? 'column' : 'columns'}">
${aside === null ? '' : `${aside}\n`}<main id="text">
${main.join('\n')}
</main>
</div>
<footer>
${footer.join('\n')}
</footer>
</div>
</body>
</html>
`
}

/** Links to the same page in the other languages, each under its own name; none where there is only one. */
export function languagesHtml(languages: readonly string[], language: string): readonly string[] {
  if (languages.length === 1) return []
  const links = languages.map((tag) => {
    const name = escapeHtml(new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag)
    const shown = escapeHtml(tag)
    if (tag === language) return `<span lang="${shown}" aria-current="true">${name}</span>`
    return `<a href="?language=${shown}" lang="${shown}" hreflang="${shown}">${name}</a>`
  })
  const label = serviceWords(language).page.languages
  return [`<nav class="languages" aria-label="${label}">${links.join(' ')}</nav>`]
}
