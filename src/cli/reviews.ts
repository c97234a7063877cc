import { Command, Option } from 'commander'
import { Problem } from '../problems/problem.ts'
import { listedStatuses, type Review, type ReviewFilter } from '../reviews/reviews.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { formatTable } from './format-table.ts'
import { readAuthor } from './read-author.ts'
import { readCount } from './read-count.ts'
import { readReviewLevels } from './read-review-levels.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

/** `refund-policy reviews list|approve|deny|extend`: what waits for a person. */
export function reviewsCommand(context: CommandContext): Command {
  return new Command('reviews')
    .description('list what waits for a person, and decide on it')
    .addCommand(listCommand(context))
    .addCommand(approveCommand(context))
    .addCommand(denyCommand(context))
    .addCommand(extendCommand(context))
}

interface ListOptions extends StoreOptions {
  readonly status: ReviewFilter['status']
  readonly level?: string
  readonly limit: number
  readonly cursor?: string
}

function listCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('list'))
    .description('list reviews: waiting and overdue ones the earliest due first, resolved ones the newest first')
    .addOption(new Option('--status <status>', 'which').choices(listedStatuses).default('waiting'))
    .option('--level <level>', 'only those of this level')
    .option('--limit <n>', 'how many at most', readCount, 50)
    .option('--cursor <cursor>', 'go on where an answer ended')
    .action(async (options: ListOptions, command: Command) => {
      await onStore(context.terminal, options, async ({ reviews }) => {
        const { status, level = null, limit, cursor = null } = options
        const { items, next } = await reviews.list({ status, level }, { limit, cursor })
        const more = next === null ? '' : `There may be more: --cursor ${next}\n`
        await context.terminal.print(
          wantsJson(command) ? jsonDocument({ items, next_cursor: next }) : `${tableOf(items)}${more}`,
        )
      })
      context.finish(exitCodes.ok)
    })
}

interface WordOptions extends StoreOptions {
  readonly reason: string
  readonly author: string
}

/** Adds --reason and --author. */
function withWordOptions(command: Command): Command {
  return withStoreOptions(command)
    .argument('<decision>', 'the review, or a decision that joined it')
    .requiredOption('--reason <text>', 'why, for the record')
    .option('--author <name>', 'who, for the record', readAuthor, 'command-line')
}

interface ResolveOptions extends WordOptions {
  readonly reviewLevel?: readonly string[]
  readonly amount?: string
  readonly proposed?: string
  readonly method?: string
}

const levelHelp = 'up to which level the author reviews, as a key has it; * for every policy, without one the lowest'

function approveCommand(context: CommandContext): Command {
  return withWordOptions(new Command('approve'))
    .description('approve: what is proposed, or another amount up to what the order may still get')
    .option('--amount <amount>', 'how much; without it what is proposed')
    .option('--proposed <amount>', 'the proposal that was looked at: nothing is approved if it is another by now')
    .option('--method <name>', 'how it is paid; without it as proposed')
    .option('--review-level <policy=level...>', levelHelp)
    .action((decision: string, options: ResolveOptions, command: Command) =>
      resolve(context, command, { decision, outcome: 'approve', ...options }),
    )
}

function denyCommand(context: CommandContext): Command {
  return withWordOptions(new Command('deny'))
    .description('deny: nothing is credited')
    .option('--review-level <policy=level...>', levelHelp)
    .action((decision: string, options: ResolveOptions, command: Command) =>
      resolve(context, command, { decision, outcome: 'deny', ...options }),
    )
}

async function resolve(
  context: CommandContext,
  command: Command,
  given: ResolveOptions & { readonly decision: string; readonly outcome: 'approve' | 'deny' },
): Promise<void> {
  const { decision, outcome, amount = null, proposed = null, method = null, author } = given
  const reviewer = { author, isAdmin: false, levels: readReviewLevels(given.reviewLevel ?? []) }
  const note = saying(given.reason)
  await answered(context, command, given, ({ reviews }) =>
    reviews.resolve({ decision, outcome, amount, proposed, method, note, reviewer }),
  )
}

interface ExtendOptions extends WordOptions {
  readonly dueBy: string
}

function extendCommand(context: CommandContext): Command {
  return withWordOptions(new Command('extend'))
    .description('give a review more time')
    .requiredOption('--due-by <time>', 'until when, RFC 3339 ("2027-01-31T00:00:00Z"); later than it was')
    .action(async (decision: string, options: ExtendOptions, command: Command) => {
      const { dueBy, author } = options
      const reason = saying(options.reason)
      await answered(context, command, options, ({ reviews }) => reviews.extend({ decision, dueBy, reason, author }))
    })
}

function saying(reason: string): string {
  if (reason.trim() === '') throw new Problem('invalid_request', 'The reason has to say something.')
  return reason
}

async function answered(
  context: CommandContext,
  command: Command,
  options: StoreOptions,
  act: (service: Service) => Promise<Review>,
): Promise<void> {
  await onStore(context.terminal, options, async (service) => {
    const review = await act(service)
    await context.terminal.print(wantsJson(command) ? jsonDocument(review) : sentence(review))
  })
  context.finish(exitCodes.ok)
}

function sentence({ decision_id, status, resolution, due_by, level }: Review): string {
  if (resolution === null) return `${decision_id}: ${status}, for ${level} until ${due_by}\n`
  const paid = resolution.refund === null ? '' : ` ${resolution.refund.amount} ${resolution.refund.currency}`
  return `${decision_id}: ${resolution.outcome === 'approve' ? `approved${paid}` : 'denied'} by ${resolution.resolved_by}\n`
}

function tableOf(reviews: readonly Review[]): string {
  return formatTable([
    ['due by', 'review', 'order', 'account', 'policy', 'level', 'reason', 'proposed', 'status'],
    ...reviews.map((review) => [
      review.due_by,
      review.decision_id,
      review.part === null ? review.order : `${review.order} / ${review.part}`,
      review.account,
      review.policy,
      review.level,
      review.reason_code,
      review.proposed === null ? '' : `${review.proposed} ${review.currency ?? ''}`.trimEnd(),
      review.resolution === null ? review.status : `${review.resolution.outcome} by ${review.resolution.resolved_by}`,
    ]),
  ])
}
