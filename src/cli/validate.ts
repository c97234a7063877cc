import { Command } from 'commander'
import { createWorkbench } from '../workbench.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { countDiagnostics, explainHint, formatDiagnostics, placedIn } from './format-diagnostics.ts'
import { readPolicy } from './read-policy.ts'

/** `refund-policy validate FILE`: every fault of a policy text, without running its cases. */
export function validateCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('validate')
    .description('list every fault of a policy text, with its place and how to mend it')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .action(async (file: string, _options: unknown, command: Command) => {
      const source = await readPolicy(terminal, file)
      const { diagnostics } = await createWorkbench().check(source.text)
      const valid = diagnostics.every(({ severity }) => severity !== 'error')
      if (wantsJson(command))
        await terminal.print(jsonDocument({ file, valid, diagnostics: diagnostics.map(placedIn(source)) }))
      else {
        await terminal.print(formatDiagnostics(source, diagnostics, terminal.color.print))
        await terminal.print(`${file}: ${valid ? 'valid' : 'not valid'} (${countDiagnostics(diagnostics)})\n`)
        await terminal.print(explainHint(diagnostics))
      }
      context.finish(valid ? exitCodes.ok : exitCodes.notRight)
    })
}
