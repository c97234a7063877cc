import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { formatPage } from '../../../src/cli/format-page.ts'
import type { DiagnosticPage } from '../../../src/policy/diagnostics/diagnostic-page.ts'
import { diagnosticPages } from '../../../src/policy/diagnostics/diagnostic-pages.ts'
import { exampleText } from '../../../src/policy/diagnostics/example-policy.ts'
import { createFaultList, tellIncomplete } from '../../../src/policy/document/fault-list.ts'
import { checkExample } from './check-example.ts'

const all = diagnosticPages.flatMap(({ pages }) => pages)
const examples = all.flatMap(([code, { wrong, right }]) =>
  wrong === null || right === null ? [] : [{ code, wrong, right }],
)

const docs = '.github/diagnostics.md'

describe('the page of a fault', () => {
  it.each(examples)(
    '$code has an example that brings about just this fault, at the place that is marked',
    async ({ code, wrong }) => {
      const { text, place } = exampleText(wrong)
      const { diagnostics } = await checkExample(text)
      expect(diagnostics.map(({ line, column, code: told }) => ({ line, column, code: told }))).toEqual([
        { ...place, code },
      ])
    },
  )

  it.each(examples)('$code has the example mended: no fault is left, and its cases hold', async ({ right }) => {
    const { valid, diagnostics, cases } = await checkExample(exampleText(right).text)
    expect({ valid, diagnostics, failed: cases.filter(({ differences }) => differences.length > 0) }).toEqual({
      valid: true,
      diagnostics: [],
      failed: [],
    })
  })

  it('exists once for every code; only a part that nobody could read has no example', () => {
    expect(new Set(all.map(([code]) => code)).size).toBe(all.length)
    expect(all.flatMap(([code, { wrong }]) => (wrong === null ? [code] : []))).toEqual(['incomplete'])
    const faults = createFaultList()
    const node = {
      kind: 'scalar',
      type: 'null',
      text: '',
      positionOf: () => place,
      parent: null,
      key: '',
      ...place,
    } as const
    tellIncomplete(node, faults)
    expect(faults.sorted().map(({ code }) => code)).toEqual(['incomplete'])
  })

  it('is in the docs, with what is told of its example', async () => {
    const document = await docsPage()
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(docs, document)
    expect(readFileSync(docs, 'utf8').split('\n')).toEqual(document.split('\n'))
  })

  it('is printed with the place marked', () => {
    const page: DiagnosticPage = { means: 'It is wrong.', mend: 'Mend it.', wrong: 'a: §b\n', right: 'a: c\n' }
    expect(formatPage('code', page, false)).toBe(
      'code\n\n  It is wrong.\n\nwrong\n  a: b\n     ^\n\nhow to mend it\n  Mend it.\n\nright\n  a: c\n\n' +
        'The whole texts: refund-policy explain code --wrong, and --right.\n',
    )
  })
})

const place = { line: 1, column: 1 }

async function docsPage(): Promise<string> {
  const groups: string[] = []
  for (const { title, pages } of diagnosticPages) {
    const texts: string[] = []
    for (const [code, page] of pages) texts.push(await docsEntry(code, page))
    groups.push(`## ${title}\n\n${texts.join('\n')}`)
  }
  return `# Faults of a policy text

<!-- Generated: UPDATE_GOLDEN=1 npm run jest -- test/policy/diagnostics -->

Every fault that \`refund-policy validate\`, \`POST /v1/policies/validate\` and publishing can tell, by its code. One fault
is told once, and what only follows from it is left out. \`refund-policy explain CODE\` prints the same page;
\`refund-policy explain CODE --wrong\` prints the example as a whole policy, \`--right\` the mended one. The examples are
sections of a policy; the ^ marks the place that is told.

${groups.join('\n')}`
}

async function docsEntry(code: string, page: DiagnosticPage): Promise<string> {
  const { means, mend, wrong, right } = page
  const shown = printedExamples(code, page)
  if (wrong === null || right === null) return `### ${code}\n\n${means} ${mend}\n`
  const { diagnostics } = await checkExample(exampleText(wrong).text)
  const told = diagnostics.map(({ severity, message, hint }) =>
    `> ${severity}: ${message}<br>\n> ${hint}\n`.replaceAll('|', '\\|'),
  )
  return `### ${code}\n\n${means}\n\n\`\`\`text\n${shown[0]}\`\`\`\n\n${told.join('')}\n${mend}\n\n\`\`\`yaml\n${shown[1]}\`\`\`\n`
}

/** The example with its place marked, and the mended one, as the command prints them. */
function printedExamples(code: string, page: DiagnosticPage): readonly string[] {
  const printed = formatPage(code, page, false)
  return /\nwrong\n(.*?)\nhow to mend it\n.*?\nright\n(.*?)\nThe whole texts/su.exec(printed)?.slice(1) ?? []
}
