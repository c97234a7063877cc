import { Command, InvalidArgumentError } from 'commander'
import { measureImpact } from '../maintenance/measure-impact.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { formatImpact } from './format-impact.ts'
import { readCount } from './read-count.ts'
import { type PeriodOptions, readPeriod } from './read-period.ts'
import { readNamedVersion, readPolicyText } from './read-policy-text.ts'
import { replayWatched } from './replay-watched.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface ImpactOptions extends StoreOptions, PeriodOptions {
  readonly policy?: string
  readonly account?: string
  readonly sample?: number
  readonly seed: number
  readonly top: number
  readonly threads?: number
}

/** `refund-policy impact`: what a text or a version would have made of recorded decisions, in money; writes nothing. */
export function impactCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('impact'))
    .description('decide recorded decisions again by another text: which flip, and what would be credited')
    .argument('<text>', 'a policy text, - for standard input, or NAME@N for version N of a policy')
    .option('--policy <name>', 'decisions by this policy (default: the name in the text)')
    .option('--from <instant>', 'only what was decided from then on, for example 2026-01-31T12:00:00Z')
    .option('--to <instant>', 'only what was decided before')
    .option('--account <id>', 'only what was decided for this account')
    .option('--sample <share>', 'only for this share of the accounts, for example 0.1', readShare)
    .option('--seed <number>', 'another number is another sample', readCount, 1)
    .option('--top <count>', 'how many of the largest changes are listed, for each currency', readCount, 10)
    .option('--threads <count>', 'how many threads decide (default: as many as the machine has)', readCount)
    .action(async (text: string, options: ImpactOptions, command: Command) => {
      await onStore(terminal, options, async (service) => {
        const by = await textOf(terminal, service, text)
        const { account = null, sample, seed, top, threads, policy = by.name } = options
        const only = { account, sample: sample === undefined ? null : { share: sample, seed } }
        const request = { policy, by, only, top, ...readPeriod(options) }
        const watched = { storage: service.storage, threads }
        const impact = await replayWatched(terminal, watched, (deps) => measureImpact(deps, request))
        await terminal.print(wantsJson(command) ? jsonDocument(impact) : formatImpact(impact))
      })
      context.finish(exitCodes.ok)
    })
}

async function textOf(
  terminal: Terminal,
  { policies }: Service,
  text: string,
): Promise<Parameters<typeof measureImpact>[1]['by']> {
  const named = readNamedVersion(text)
  if (named === null) return readPolicyText(terminal, text)
  return (await policies.version(named.name, named.version)).version
}

function readShare(text: string): number {
  const share = Number(text)
  if (/^(?:0?\.\d{1,6}|1(?:\.0+)?)$/u.test(text) && share > 0) return share
  throw new InvalidArgumentError('It is no share above 0 and at most 1, with at most 6 decimals.')
}
