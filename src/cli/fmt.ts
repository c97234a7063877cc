import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { formatText } from '../policy/document/format-text.ts'
import { parseAndLint } from '../policy/lint/parse-and-lint.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { readInput } from './read-input.ts'
import { oneFile } from './read-policy.ts'
import type { Terminal } from './terminal.ts'

interface FmtOptions {
  readonly check?: boolean
}

/** `refund-policy fmt FILE`: writes a policy text in one form, comments and meaning kept. */
export function fmtCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('fmt')
    .description('write a policy text in one form: indentation, blanks and line ends; comments and values stay')
    .argument('<file>', 'a policy text (YAML), written in place; - for standard input, printed')
    .option('--check', 'write nothing, and fail where the text is not in that form')
    .action(async (file: string, { check = false }: FmtOptions, command: Command) => {
      const text = await readInput(terminal, file)
      const formatted = formatText(text)
      if (formatted === null) {
        context.finish(await refuse(terminal, file, text))
        return
      }
      const changed = formatted !== text
      if (!check && file === '-' && !wantsJson(command)) await terminal.print(formatted)
      else {
        if (!check && changed && file !== '-') await writeFile(file, formatted)
        const state = changed ? (check ? 'is not formatted' : 'was formatted') : 'is formatted'
        await terminal.print(wantsJson(command) ? jsonDocument({ file, changed }) : `${file}: ${state}\n`)
      }
      context.finish(check && changed ? exitCodes.notRight : exitCodes.ok)
    })
}

/** Shows why the text cannot be read. */
async function refuse(terminal: Terminal, file: string, text: string): Promise<typeof exitCodes.notRight> {
  const { diagnostics } = parseAndLint(text)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) throw new CommandFault(`${file} has a value that cannot be written anew without changing it`)
  await terminal.print(formatDiagnostics(oneFile(file), errors, terminal.color.print))
  return exitCodes.notRight
}
