import type { DiagnosticPage } from '../policy/diagnostics/diagnostic-page.ts'
import type { diagnosticPages } from '../policy/diagnostics/diagnostic-pages.ts'
import { exampleLines } from '../policy/diagnostics/example-policy.ts'
import { paint } from './terminal.ts'

/** One page for people: what the fault means, an example with its place marked, how to mend it, and the example mended. */
export function formatPage(code: string, { means, mend, wrong, right }: DiagnosticPage, color: boolean): string {
  const title = (text: string) => paint(color, 'bold', text)
  const examples =
    wrong === null || right === null
      ? []
      : [`\n${title('wrong')}\n${markedExample(wrong)}`, `\n${title('right')}\n${markedExample(right)}`]
  const [before = '', after = ''] = examples
  const also = wrong === null ? '' : `\nThe whole texts: refund-policy explain ${code} --wrong, and --right.\n`
  return `${title(code)}\n\n${wrapped(means)}\n${before}\n${title('how to mend it')}\n${wrapped(mend)}\n${after}${also}`
}

/** All codes, each with the first sentence of its page. */
export function formatPageList(groups: typeof diagnosticPages, color: boolean): string {
  return groups
    .map(({ title, pages }) => {
      const width = Math.max(...pages.map(([code]) => code.length))
      const lines = pages.map(
        ([code, { means }]) => `  ${code.padEnd(width)}  ${/^.*?[.:](?= |$)/.exec(means)?.[0] ?? means}\n`,
      )
      return `${paint(color, 'bold', title)}\n${lines.join('')}`
    })
    .join('\n')
}

const widest = 100

/** The lines of an example, indented, with a ^ below the place of the fault; long ones are cut. */
function markedExample(fragment: string): string {
  const { lines, marked } = exampleLines(fragment.trimEnd())
  return lines
    .flatMap((line, index) => {
      const shown = `  ${line.length > widest + 20 ? `${line.slice(0, widest)} ...` : line}`
      return marked?.line === index && marked.column < widest ? [shown, `  ${' '.repeat(marked.column)}^`] : [shown]
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}

function wrapped(text: string): string {
  return text.replaceAll(new RegExp(`(.{1,${widest}})(?:\\s|$)`, 'g'), '  $1\n').trimEnd()
}
