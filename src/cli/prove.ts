import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { groupFindings } from '../policy/analysis/group-findings.ts'
import type { ProvePolicies } from '../policy/analysis/prove-policies.ts'
import { parseAndLint } from '../policy/lint/parse-and-lint.ts'
import { createPolicyProver } from '../workers/policy-prover.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { versionNumber } from './expected-version.ts'
import { countDiagnostics, explainHint, formatDiagnostics } from './format-diagnostics.ts'
import { countFindings, formatComparison, formatFindings } from './format-findings.ts'
import { readCount } from './read-count.ts'
import { readPolicy } from './read-policy.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface ProveOptions extends StoreOptions {
  readonly against?: string
  readonly seconds: number
}

const usualSeconds = 60

/** `refund-policy prove FILE`: what can be proved of a policy text, or which orders it decides otherwise than another. */
export function proveCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('prove'))
    .description(
      'prove what a policy text does for every order, or which orders it decides otherwise than another text',
    )
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .option(
      '--against <text>',
      'another file, or NAME@N for a published version: the differences, and that there are no others',
    )
    .option('--seconds <count>', 'how long it may take', readCount, usualSeconds)
    .action(async (file: string, options: ProveOptions, command: Command) => {
      const source = await readPolicy(terminal, file)
      const { text } = source
      const before = options.against === undefined ? null : await textToCompare(terminal, options.against, options)
      const { policy, diagnostics } = parseAndLint(text)
      if (policy === null) {
        await terminal.print(formatDiagnostics(source, diagnostics, terminal.color.print))
        await terminal.print(`${file}: not valid (${countDiagnostics(diagnostics)})\n${explainHint(diagnostics)}`)
        context.finish(exitCodes.notRight)
        return
      }
      const prover = createPolicyProver(options.seconds * 1000)
      try {
        const output = { file, isJson: wantsJson(command), color: terminal.color.print }
        const proved =
          before === null ? await examined(prover, text, output) : await compared(prover, [before, text], output)
        await terminal.print(proved.printed)
        context.finish(proved.hasErrors ? exitCodes.notRight : exitCodes.ok)
      } finally {
        await prover.close()
      }
    })
}

interface Output {
  readonly file: string
  readonly isJson: boolean
  readonly color: boolean
}

interface Proved {
  readonly printed: string
  readonly hasErrors: boolean
}

async function examined(prover: ProvePolicies, text: string, { file, isJson, color }: Output): Promise<Proved> {
  const { findings, is_partial, because } = await prover.examine(text)
  const hasErrors = findings.some(({ severity }) => severity === 'error')
  const printed = isJson
    ? jsonDocument({ file, findings, groups: groupFindings(findings), is_partial, because })
    : `${formatFindings(file, findings, color)}${file}: ${countFindings(findings)}${because === null ? '' : `; not everything was asked: ${because}`}\n`
  return { printed, hasErrors }
}

async function compared(
  prover: ProvePolicies,
  [before, after]: readonly [string, string],
  { file, isJson, color }: Output,
): Promise<Proved> {
  const comparison = await prover.compare(before, after)
  const printed = isJson ? jsonDocument({ file, ...comparison }) : formatComparison(comparison, color)
  return { printed, hasErrors: false }
}

/** The text of a file, or of a published version that is named with its number. */
async function textToCompare(terminal: Terminal, against: string, options: StoreOptions): Promise<string> {
  const [, name, number] = /^([^/]+)@(\d+|active)$/u.exec(against) ?? []
  if (name === undefined || number === undefined || existsSync(against))
    return (await readPolicy(terminal, against)).text
  let text = ''
  await onStore(terminal, options, async ({ policies }) => {
    const found =
      number === 'active' ? await policies.newest(name) : await policies.version(name, versionNumber(number))
    text = found.version.text
  })
  return text
}
