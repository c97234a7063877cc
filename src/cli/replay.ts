import { Command } from 'commander'
import { replayStore } from '../maintenance/replay-store.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatReplay } from './format-replay.ts'
import { readCount } from './read-count.ts'
import { readPeriod } from './read-period.ts'
import { readPolicyText } from './read-policy-text.ts'
import { replayWatched } from './replay-watched.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

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
      const text = options.byText === undefined ? null : await readPolicyText(terminal, options.byText)
      if (text !== null && options.byVersion !== undefined) throw new CommandFault('give --by-version or --by-text')
      await onStore(terminal, options, async (service, defaultPolicy) => {
        const by = text ?? (await versionOf(service, options, defaultPolicy))
        const policy = options.policy ?? by?.name ?? null
        const request = { policy, by, ...readPeriod(options) }
        const watched = { storage: service.storage, threads: options.threads }
        const tally = await replayWatched(terminal, watched, (deps) => replayStore(deps, request))
        await terminal.print(wantsJson(command) ? jsonDocument(tally) : formatReplay(tally))
        const isRight = tally.not_decidable === 0 && (by !== null || tally.different === 0)
        context.finish(isRight ? exitCodes.ok : exitCodes.notRight)
      })
    })
}

async function versionOf(
  { policies }: Service,
  { policy, byVersion }: ReplayOptions,
  defaultPolicy: string,
): Promise<PolicyVersion | null> {
  if (byVersion === undefined) return null
  return (await policies.version(policy ?? defaultPolicy, byVersion)).version
}
