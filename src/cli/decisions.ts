import { Command } from 'commander'
import type { FoundDecision } from '../decisions/decisions.ts'
import type { DecisionFilter } from '../journal/journal-store.ts'
import { formatInstant } from '../time/instant.ts'
import { parseTimestamp } from '../time/parse-timestamp.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatTable } from './format-table.ts'
import { readCount } from './read-count.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface DecisionsOptions extends StoreOptions {
  readonly order?: string
  readonly part?: string
  readonly account?: string
  readonly outcome?: string
  readonly clause?: string
  readonly rule?: string
  readonly policy?: string
  readonly policyVersion?: number
  readonly from?: string
  readonly to?: string
  readonly limit: number
  readonly cursor?: string
}

const mostListed = 1000

/** `refund-policy decisions`: stored decisions, found by the filters that the API has. */
export function decisionsCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('decisions'))
    .description('find stored decisions, newest first; filters join with "and"')
    .option('--order <id>', 'about this order')
    .option('--part <id>', 'about this part of an order')
    .option('--account <id>', 'about orders of this account')
    .option('--outcome <word>', "approve, deny or review, or a policy's own word")
    .option('--clause <id>', 'under this clause')
    .option('--rule <id>', 'by this rule')
    .option('--policy <name>', 'by this policy')
    .option('--policy-version <n>', 'by this version', readCount)
    .option('--from <time>', 'decided at this time or later, RFC 3339 ("2027-01-31T00:00:00Z")')
    .option('--to <time>', 'decided before this time')
    .option('--limit <n>', `how many at most, up to ${mostListed}`, readCount, 50)
    .option('--cursor <cursor>', 'go on where an answer ended')
    .action(async (options: DecisionsOptions, command: Command) => {
      if (options.limit > mostListed) throw new CommandFault(`--limit is at most ${mostListed}`)
      const filter = filterOf(options)
      await onStore(context.terminal, options, async ({ decisions }) => {
        const page = { limit: options.limit, cursor: options.cursor ?? null }
        const { items, next } = await decisions.list(filter, page)
        await context.terminal.print(
          wantsJson(command) ? jsonDocument({ items, next_cursor: next }) : `${tableOf(items)}${moreText(next)}`,
        )
      })
      context.finish(exitCodes.ok)
    })
}

/** Decisions as a table for people, one a line. */
export function tableOf(decisions: readonly FoundDecision[]): string {
  return formatTable([
    ['decided at', 'id', 'order', 'part', 'account', 'outcome', 'refund', 'clause', 'rule', 'policy', 'became'],
    ...decisions.map((decision) => [
      decision.decided_at,
      decision.id,
      decision.order,
      decision.part ?? '',
      decision.account,
      decision.label ?? decision.outcome,
      decision.refund === null ? '' : `${decision.refund.amount} ${decision.refund.currency}`,
      decision.clause?.id ?? '',
      decision.rule ?? '',
      `${decision.policy.name} ${decision.policy.version}`,
      becameText(decision),
    ]),
  ])
}

/** What became of a review in a few words; empty where there was none, or it waits. */
function becameText({ resolution, superseded_by }: FoundDecision): string {
  if (resolution !== undefined)
    return resolution.outcome === 'approve' ? `approved ${resolution.amount ?? ''}`.trim() : 'denied'
  return superseded_by === undefined ? '' : 'superseded'
}

function moreText(next: string | null): string {
  return next === null ? '' : `There may be more: --cursor ${next}\n`
}

function filterOf({
  limit: _limit,
  cursor: _cursor,
  store: _store,
  config: _config,
  ...given
}: DecisionsOptions): DecisionFilter {
  const { from, to, ...exact } = given
  return {
    ...exact,
    ...(from === undefined ? {} : { from: timeIn('--from', from) }),
    ...(to === undefined ? {} : { to: timeIn('--to', to) }),
  }
}

/** The same instant as the journal writes it, so that both compare as text. */
function timeIn(option: string, text: string): string {
  const time = parseTimestamp(text)
  if (time === undefined) throw new CommandFault(`${option} ${text} is no time as in RFC 3339, with its offset`)
  return formatInstant(time)
}
