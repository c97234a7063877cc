import { Command } from 'commander'
import type { DiagnosticPage } from '../policy/diagnostics/diagnostic-page.ts'
import { diagnosticPages } from '../policy/diagnostics/diagnostic-pages.ts'
import { exampleText } from '../policy/diagnostics/example-policy.ts'
import { nearestName } from '../problems/nearest-name.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatPage, formatPageList } from './format-page.ts'

interface ExplainOptions {
  readonly wrong?: true
  readonly right?: true
}

/** `refund-policy explain [CODE]`: what a fault of a policy text means, an example, and how to mend it. */
export function explainCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('explain')
    .description('say what a fault of a policy text means, with an example and how to mend it')
    .argument('[code]', 'the code of the fault, as validate names it; without it, all codes')
    .option('--wrong', 'print the example as a whole policy, for trying')
    .option('--right', 'print the mended example as a whole policy')
    .action(async (code: string | undefined, options: ExplainOptions, command: Command) => {
      const asJson = wantsJson(command)
      const { color } = terminal
      await terminal.print(
        code === undefined ? listed(asJson, color.print) : explained(code, { ...options, asJson, color: color.print }),
      )
      context.finish(exitCodes.ok)
    })
}

function listed(asJson: boolean, color: boolean): string {
  if (!asJson) return formatPageList(diagnosticPages, color)
  return jsonDocument(diagnosticPages.map(({ title, pages }) => ({ title, codes: pages.map(([known]) => known) })))
}

function explained(
  code: string,
  options: ExplainOptions & { readonly asJson: boolean; readonly color: boolean },
): string {
  const page = pageOf(code)
  const example = options.wrong ? page.wrong : options.right ? page.right : undefined
  if (example === null) throw new CommandFault(`no text is known that brings ${code} about`)
  if (example !== undefined) return exampleText(example).text
  return options.asJson ? jsonDocument(pageAsJson(code, page)) : formatPage(code, page, options.color)
}

function pageOf(code: string): DiagnosticPage {
  const pages = new Map(diagnosticPages.flatMap((group) => group.pages))
  const page = pages.get(code)
  if (page !== undefined) return page
  const near = nearestName(code, pages.keys())
  const advice = near === null ? '`refund-policy explain` lists them' : `did you mean ${near}?`
  throw new CommandFault(`there is no fault with the code ${code}: ${advice}`)
}

function pageAsJson(code: string, { means, mend, wrong, right }: DiagnosticPage): object {
  const whole = wrong === null ? null : exampleText(wrong)
  return {
    code,
    means,
    mend,
    wrong: whole === null ? null : { text: whole.text, ...whole.place },
    right: right === null ? null : { text: exampleText(right).text },
  }
}
