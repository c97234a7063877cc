import { Command } from 'commander'
import { Problem } from '../problems/problem.ts'
import { systemClock } from '../time/clock.ts'
import { parseTimestamp } from '../time/parse-timestamp.ts'
import { createWorkbench, type TrialPolicy } from '../workbench.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { decideInBulk, type Trial } from './decide-in-bulk.ts'
import { exitCodes } from './exit-codes.ts'
import { formatDecision, formatTrace } from './format-decision.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { parseJsonFile } from './parse-json-file.ts'
import { readCount } from './read-count.ts'
import { readInput } from './read-input.ts'
import { type PolicySource, readPolicy } from './read-policy.ts'
import type { Terminal } from './terminal.ts'

interface DecideOptions {
  readonly facts: string
  readonly ndjson?: boolean
  readonly at?: string
  readonly history?: string
  readonly threads?: number
}

/** `refund-policy decide FILE --facts FACTS`: decides by a policy text, offline; nothing is stored. */
export function decideCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('decide')
    .description('decide by a policy text, offline, and show how the decision came about')
    .argument('<file>', 'a policy text (YAML)')
    .requiredOption('--facts <file>', 'the facts as nested JSON, - for standard input; *.ndjson holds many, one a line')
    .option('--ndjson', 'the facts are many, one JSON object a line: print one decision a line')
    .option(
      '--history <file>',
      'what the history facts say, as JSON, nested or dotted; without it nothing happened yet',
    )
    .option('--threads <count>', 'how many threads decide many (default: as many as the machine has)', readCount)
    .option('--at <instant>', 'decide as if it were then, for example 2026-01-31T12:00:00Z')
    .action(async (file: string, options: DecideOptions, command: Command) => {
      const source = await readPolicy(terminal, file)
      const setting = await readSetting(terminal, options)
      const trial = loadTrial(terminal, source, setting)
      if (options.ndjson || options.facts.endsWith('.ndjson')) {
        const refused = await decideInBulk(
          terminal,
          { trial, ...setting },
          { path: options.facts, threads: options.threads },
        )
        context.finish(refused === 0 ? exitCodes.ok : exitCodes.notRight)
        return
      }
      const facts = parseJsonFile(options.facts, await readInput(terminal, options.facts))
      await decideOne(terminal, trial, { facts, json: wantsJson(command) })
      context.finish(exitCodes.ok)
    })
}

type Setting = Pick<Trial, 'history' | 'now'>

async function readSetting(terminal: Terminal, { at, history }: DecideOptions): Promise<Setting> {
  const now = at === undefined ? null : instantOf(at)
  const told = history === undefined ? {} : parseHistory(history, await readInput(terminal, history))
  return { history: told, now }
}

function loadTrial(terminal: Terminal, source: PolicySource, { history, now }: Setting): TrialPolicy {
  const clock = now === null ? systemClock : { now: () => now }
  const { trial, diagnostics } = createWorkbench().load(source.text, clock, history)
  if (trial !== null) return trial
  terminal.warn(formatDiagnostics(source, diagnostics, terminal.color.warn))
  throw new Problem('invalid_policy', `${source.name} is not valid: nothing can be decided by it`)
}

async function decideOne(
  terminal: Terminal,
  trial: TrialPolicy,
  question: { readonly facts: unknown; readonly json: boolean },
): Promise<void> {
  const { decision, trace } = await trial.explain(question.facts)
  if (question.json) {
    await terminal.print(jsonDocument({ decision, trace }))
    return
  }
  await terminal.print(formatDecision(decision, terminal.color.print))
  if (trace !== null) await terminal.print(formatTrace(trace, terminal.color.print))
}

function instantOf(text: string): number {
  const instant = parseTimestamp(text)
  if (instant === undefined) throw new CommandFault(`--at ${text} is no instant: write it like 2026-01-31T12:00:00Z`)
  return instant
}

function parseHistory(path: string, text: string): Readonly<Record<string, unknown>> {
  const history = parseJsonFile(path, text)
  if (typeof history === 'object' && history !== null && !Array.isArray(history)) return { ...history }
  throw new CommandFault(`${path} holds no JSON object`)
}
