import { recoveryReason } from '../decisions/settle.ts'
import { appendToStream } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { textIn } from '../journal/read-json.ts'
import { Rational } from '../money/rational.ts'
import { entryOfOrder } from '../orders/order-entry.ts'
import { highestLevel } from '../policy/evaluate/review-terms.ts'
import type { ReviewDefaults } from '../policy/model/policy.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { disputeOf } from './dispute-of.ts'
import type { Dispute, DisputeClosing } from './disputes.ts'
import type { DisputesDeps } from './report-dispute.ts'

export interface CloseDeps extends DisputesDeps {
  readonly policies: Pick<Policies, 'active' | 'version'>
}

export interface CloseCommand {
  readonly dispute: string
  readonly outcome: DisputeClosing
  readonly author: string
}

/**
 * Notes how a dispute ended. A lost one has paid the whole charge back: nothing more is credited
 * for its order, and credit that was given before goes to a person.
 */
export async function closeDispute(deps: CloseDeps, command: CloseCommand): Promise<Dispute> {
  const opened = await openingOf(deps.store, command.dispute)
  const { account, order } = opened
  const reference = textIn(opened.request, 'payment_reference') ?? ''
  let replaced: number | null = null
  const appended = await appendToStream<Dispute>(deps, account, async ({ now }) => {
    const known = await deps.store.disputeEntries(account, reference)
    const closed = known.find((entry) => entry.kind === 'dispute_closed')
    if (closed !== undefined) return { answer: sameClosing(opened, known, { closed, command }) }
    const previous = order === null ? null : await deps.store.newestOfOrder(account, order)
    const recovery = await recoveryReview(deps, { opened, command, previous, now })
    replaced = recovery === null ? null : (previous?.state.order?.waiting_review?.sequence ?? null)
    return {
      order: previous?.state.order ?? null,
      draft: entryOfOrder(previous, {
        account,
        order,
        kind: 'dispute_closed',
        author: command.author,
        policy: opened.policy,
        request: { payment_reference: reference, dispute: opened.id },
        result: { outcome: command.outcome, ...recovery },
        message: null,
      }),
    }
  })
  if ('answer' in appended) return appended.answer
  if (replaced !== null) await deps.store.clearPending(account, replaced, 'review')
  return disputeOf(opened, [opened, appended.entry])
}

/** The entry that opened the dispute. Problem dispute_not_found. */
export async function openingOf(store: CloseDeps['store'], dispute: string): Promise<Entry> {
  const entry = await store.entryById(dispute)
  if (entry !== null && entry.kind === 'dispute_opened') return entry
  throw new Problem('dispute_not_found', `No dispute has the id ${dispute}.`)
}

function sameClosing(
  opened: Entry,
  known: readonly Entry[],
  { closed, command }: { readonly closed: Entry; readonly command: CloseCommand },
): Dispute {
  const outcome = textIn(closed.result, 'outcome')
  if (outcome === command.outcome) return disputeOf(opened, known)
  throw new Problem('dispute_conflict', `The dispute was closed as ${outcome} before, not as ${command.outcome}.`, {
    extensions: { dispute: opened.id, closed: { outcome, at: closed.at } },
  })
}

interface Closing {
  readonly opened: Entry
  readonly command: CloseCommand
  readonly previous: Entry | null
  readonly now: number
}

/** Credit and a lost dispute over the same order paid twice: a person decides what follows. */
async function recoveryReview(deps: CloseDeps, closing: Closing): Promise<EntryResult | null> {
  const { opened, command, previous, now } = closing
  const order = previous?.state.order ?? null
  if (command.outcome !== 'lost' || order === null || Rational.of(order.credited).sign() === 0) return null
  if (opened.policy === null) return null
  const { policy } = await deps.policies.version(opened.policy.name, opened.policy.version)
  return {
    reason_code: recoveryReason,
    rule: null,
    review: reviewTerms(policy.review, now, order.currency),
  }
}

type EntryResult = {
  readonly reason_code: string
  readonly rule: null
  readonly review: Readonly<Record<string, string | null | string[]>>
}

function reviewTerms(terms: ReviewDefaults, now: number, currency: string | null): EntryResult['review'] {
  return {
    level:
      terms.level.kind === 'literal' && typeof terms.level.value === 'string'
        ? terms.level.value
        : highestLevel(terms.levels),
    proposed: null,
    currency,
    method: null,
    missing_facts: [],
    target_by: formatInstant(now + terms.targetMilliseconds),
    due_by: formatInstant(now + terms.dueMilliseconds),
  }
}
