import { Command } from 'commander'
import { parseAndLint } from '../policy/lint/parse-and-lint.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { countDiagnostics, explainHint, formatDiagnostics, placedIn } from './format-diagnostics.ts'
import { readPolicy } from './read-policy.ts'

/** `refund-policy lint FILE`: every fault of a policy text; a warning fails it, too. */
export function lintCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('lint')
    .description('list every fault of a policy text, and fail for a warning, too')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .action(async (file: string, _options: unknown, command: Command) => {
      const source = await readPolicy(terminal, file)
      const { diagnostics } = parseAndLint(source.text)
      if (wantsJson(command))
        await terminal.print(jsonDocument({ file, diagnostics: diagnostics.map(placedIn(source)) }))
      else {
        await terminal.print(formatDiagnostics(source, diagnostics, terminal.color.print))
        await terminal.print(`${file}: ${countDiagnostics(diagnostics)}\n${explainHint(diagnostics)}`)
      }
      context.finish(diagnostics.length === 0 ? exitCodes.ok : exitCodes.notRight)
    })
}
