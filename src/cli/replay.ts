import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import type { ReplayTally } from '../decisions/replay-tally.ts'
import type { ReplayAnswer, ReplayTask } from '../decisions/replay-task.ts'
import { type ReplayRequest, replayStore } from '../maintenance/replay-store.ts'
import { parseAndLint } from '../policy/lint/parse-and-lint.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import type { Service } from '../service.ts'
import { systemClock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import { parseTimestamp } from '../time/parse-timestamp.ts'
import { unpublishedVersion } from '../workbench.ts'
import { run as replayHere } from '../workers/replay-thread.ts'
import { createThreadPool, type ThreadPool } from '../workers/thread-pool.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { formatReplay } from './format-replay.ts'
import { readCount } from './read-count.ts'
import { readInput } from './read-input.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface ReplayOptions extends StoreOptions {
  readonly policy?: string
  readonly byVersion?: number
  readonly byText?: string
  readonly from?: string
  readonly to?: string
  readonly threads?: number
}

/** `refund-policy replay`: decides stored decisions again, by their own versions or by another one; writes nothing. */
export function replayCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('replay'))
    .description('decide stored decisions again, each by its own version (nothing may differ) or by another one')
    .option(
      '--policy <name>',
      'only decisions by this policy (default: all; with --by-version the setting default_policy)',
    )
    .option('--by-version <number>', 'what would change if this version had decided', readCount)
    .option('--by-text <file>', 'what would change if this policy text had decided, - for standard input')
    .option('--from <instant>', 'only what was decided from then on, for example 2026-01-31T12:00:00Z')
    .option('--to <instant>', 'only what was decided before')
    .option('--threads <count>', 'how many threads decide (default: as many as the machine has)', readCount)
    .action(async (options: ReplayOptions, command: Command) => {
      const text = options.byText === undefined ? null : await loadText(terminal, options.byText)
      if (text !== null && options.byVersion !== undefined) throw new CommandFault('give --by-version or --by-text')
      await onStore(terminal, options, async (service, defaultPolicy) => {
        const by = text ?? (await versionOf(service, options, defaultPolicy))
        const policy = options.policy ?? by?.name ?? null
        const tally = await replayWatched(terminal, service, {
          ...options,
          request: { policy, by, ...periodOf(options) },
        })
        await terminal.print(wantsJson(command) ? jsonDocument(tally) : formatReplay(tally))
        const isRight = tally.not_decidable === 0 && (by !== null || tally.different === 0)
        context.finish(isRight ? exitCodes.ok : exitCodes.notRight)
      })
    })
}

async function replayWatched(
  terminal: Terminal,
  { storage }: Service,
  { request, threads }: { readonly request: ReplayRequest; readonly threads?: number | undefined },
): Promise<ReplayTally> {
  const bar = terminal.progress === null ? null : startBar(terminal.progress)
  let pool: ThreadPool<ReplayTask, ReplayAnswer> | null = null
  try {
    return await replayStore(
      {
        store: storage,
        here: { width: 1, run: replayHere },
        threads: () => (pool = createThreadPool<ReplayTask, ReplayAnswer>('replay-thread', threads)),
        onProgress: (decisions) => bar?.update(decisions),
      },
      request,
    )
  } finally {
    bar?.stop()
    await (pool as ThreadPool<ReplayTask, ReplayAnswer> | null)?.close()
  }
}

/** How many there are is not known before the end. */
function startBar(stream: NodeJS.WritableStream): SingleBar {
  const bar = new SingleBar({ stream, clearOnComplete: true, format: '{value} decided again | {duration_formatted}' })
  bar.start(0, 0)
  return bar
}

async function loadText(terminal: Terminal, path: string): Promise<PolicyVersion> {
  const text = await readInput(terminal, path)
  const { policy, diagnostics } = parseAndLint(text)
  if (policy !== null) return unpublishedVersion(policy.name, text, systemClock)
  terminal.warn(formatDiagnostics(path, diagnostics, terminal.color.warn))
  throw new Problem('invalid_policy', `${path} is not valid: nothing can be decided by it`)
}

async function versionOf(
  { policies }: Service,
  { policy, byVersion }: ReplayOptions,
  defaultPolicy: string,
): Promise<PolicyVersion | null> {
  if (byVersion === undefined) return null
  return (await policies.version(policy ?? defaultPolicy, byVersion)).version
}

function periodOf({ from, to }: ReplayOptions): Pick<ReplayRequest, 'from' | 'to'> {
  return {
    ...(from === undefined ? {} : { from: instantOf('--from', from) }),
    ...(to === undefined ? {} : { to: instantOf('--to', to) }),
  }
}

function instantOf(option: string, text: string): string {
  const instant = parseTimestamp(text)
  if (instant === undefined)
    throw new CommandFault(`${option} ${text} is no instant: write it like 2026-01-31T12:00:00Z`)
  return formatInstant(instant)
}
