import { Command } from 'commander'
import { createWorkbench } from '../workbench.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { failedCases, formatFailedCases } from './format-cases.ts'
import { countDiagnostics, formatDiagnostics } from './format-diagnostics.ts'
import { readPolicy } from './read-policy.ts'

/** `refund-policy test FILE`: runs the cases that a policy text holds and shows what differs. */
export function testCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('test')
    .description('run the cases of a policy text and show what came out otherwise than expected')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .action(async (file: string, _options: unknown, command: Command) => {
      const source = await readPolicy(terminal, file)
      const { valid, diagnostics, cases } = await createWorkbench().check(source.text)
      const failed = failedCases(cases).length
      const passed = cases.length - failed
      if (wantsJson(command)) {
        await terminal.print(jsonDocument({ file, valid, diagnostics, passed, failed, cases }))
      } else {
        await terminal.print(formatDiagnostics(source, diagnostics, terminal.color.print))
        await terminal.print(formatFailedCases(source, cases, terminal.color.print))
        const summary = valid || cases.length > 0 ? `${passed} passed, ${failed} failed` : 'not valid, no case was run'
        await terminal.print(`${file}: ${summary} (${countDiagnostics(diagnostics)})\n`)
      }
      context.finish(valid && failed === 0 ? exitCodes.ok : exitCodes.notRight)
    })
}
