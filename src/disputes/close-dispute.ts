import { recoveryReason } from '../decisions/settle.ts'
import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer, type StreamView } from '../journal/append-to-stream.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { DisputeClosedResult, DisputeClosing } from '../journal/kinds/dispute-closed.ts'
import { Rational } from '../money/rational.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { type DisputeEntry, disputeOf } from './dispute-of.ts'
import type { Dispute } from './disputes.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'
import type { DisputesDeps } from './report-dispute.ts'

/** What a dispute is closed with. */
export interface CloseDeps extends DisputesDeps {
  readonly policies: Pick<Policies, 'active' | 'version'>
}

/** How a dispute ended, and who says so. */
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
  const { account, order, id } = opened
  const { payment_reference } = opened.request
  const appended = await appendOrAnswer<Draft<'dispute_closed'>, Dispute>(deps, { account, order }, async (view) => {
    const known = await entriesAbout(deps.store, account, payment_reference)
    const closed = known.find((entry) => entry.kind === 'dispute_closed')
    if (closed !== undefined) return { answer: sameClosing(opened, known, { closed, command }) }
    return {
      draft: {
        kind: 'dispute_closed',
        author: command.author,
        policy: opened.policy,
        request: { payment_reference, dispute: id },
        result: { outcome: command.outcome, rule: null, ...(await recovery(deps, { opened, command, view })) },
      },
    }
  })
  return 'answer' in appended ? appended.answer : disputeOf(opened, [opened, appended.entry])
}

function sameClosing(
  opened: EntryOf<'dispute_opened'>,
  known: readonly DisputeEntry[],
  { closed, command }: { readonly closed: EntryOf<'dispute_closed'>; readonly command: CloseCommand },
): Dispute {
  const { outcome } = closed.result
  if (outcome === command.outcome) return disputeOf(opened, known)
  throw new Problem('dispute_conflict', `The dispute was closed as ${outcome} before, not as ${command.outcome}.`, {
    extensions: { dispute: opened.id, closed: { outcome, at: closed.at } },
  })
}

interface Closing {
  readonly opened: EntryOf<'dispute_opened'>
  readonly command: CloseCommand
  readonly view: StreamView
}

/** Credit and a lost dispute over the same order paid twice: a person decides what follows. */
async function recovery(
  deps: CloseDeps,
  { opened, command, view }: Closing,
): Promise<Pick<DisputeClosedResult, 'reason_code' | 'review'>> {
  const { orderState, now } = view
  const credited = Rational.of(orderState?.credited ?? '0')
  if (command.outcome !== 'lost' || credited.sign() === 0 || opened.policy === null) {
    return { reason_code: null, review: null }
  }
  const { policy } = await deps.policies.version(opened.policy.name, opened.policy.version)
  const { level, targetMilliseconds, dueMilliseconds } = policy.review
  return {
    reason_code: recoveryReason,
    review: {
      level,
      proposed: null,
      currency: orderState?.currency ?? null,
      method: null,
      missing_facts: [],
      target_by: formatInstant(now + targetMilliseconds),
      due_by: formatInstant(now + dueMilliseconds),
    },
  }
}
