import { Command } from 'commander'
import type { StrengthCheck } from '../policy/mutation/check-strength.ts'
import { createWorkbench } from '../workbench.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatFailedCases } from './format-cases.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { formatStrength } from './format-strength.ts'
import { type PolicySource, readPolicy } from './read-policy.ts'
import type { Terminal } from './terminal.ts'

/** `refund-policy mutate FILE`: how many small faults of a policy its cases would notice, and cases for the others. */
export function mutateCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('mutate')
    .description('put small faults into a policy, one by one, and show which of them its cases do not notice')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .option('--min-score <percent>', 'fail where fewer of the faults are noticed, for example 95', readPercent)
    .action(async (file: string, { minScore }: { readonly minScore?: number }, command: Command) => {
      const source = await readPolicy(terminal, file)
      const { strength, ...check } = await createWorkbench().mutate(source.text)
      const { valid, diagnostics } = check
      if (wantsJson(command)) await terminal.print(jsonDocument({ file, valid, diagnostics, ...strength }))
      else if (strength === null) await printFaults(terminal, source, check)
      else await terminal.print(formatStrength(source, strength, terminal.color.print))
      const isRight = strength !== null && (minScore === undefined || strength.score >= minScore)
      context.finish(isRight ? exitCodes.ok : exitCodes.notRight)
    })
}

async function printFaults(
  terminal: Terminal,
  source: PolicySource,
  { diagnostics, cases }: Pick<StrengthCheck, 'diagnostics' | 'cases'>,
): Promise<void> {
  await terminal.print(formatDiagnostics(source, diagnostics, terminal.color.print))
  await terminal.print(formatFailedCases(source, cases, terminal.color.print))
  await terminal.print(`${source.name}: not valid, or a case does not hold: nothing was changed\n`)
}

function readPercent(text: string): number {
  const percent = /^\d{1,3}(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN
  if (percent <= 100) return percent
  throw new CommandFault(`--min-score ${text} is no percentage: write a number from 0 to 100`)
}
