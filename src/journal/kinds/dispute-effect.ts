import { decimal, type Form, leaf, objectOf, oneOf, orNull } from '../model/form.ts'
import type { AccountFold, OrderFold } from '../model/kind.ts'
import { type Contribution, type RunningState, type Standing, standings } from '../model/state.ts'
import { standingForm } from '../model/state-forms.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'
import { withGot } from './refund.ts'

/** What an entry about a dispute changes, worked out from the dispute as it was before. */
export interface DisputeEffect {
  /** One more (1) or less (-1) of the open chargebacks and arbitrations. */
  readonly open: -1 | 0 | 1
  /** One more or less of the lost disputes whose sum a person still has to state. */
  readonly unclear: -1 | 0 | 1
  /** Charged back from now on more (or, with a minus, less), exact decimal text in the order's currency. */
  readonly charged_back: string
  /** What the policy rules now, at its worst so far; null where it is what it was. */
  readonly ruled: Standing | null
  /** What its end makes of its part in the standing: `keeps` what was ruled, or this standing; null where nothing changes. */
  readonly ended: 'keeps' | Standing | null
  readonly overlap: Overlap | null
}

const step = leaf<-1 | 0 | 1>((value) => value === -1 || value === 0 || value === 1)

export const disputeEffectForm: Form<DisputeEffect> = objectOf<DisputeEffect>({
  open: step,
  unclear: step,
  charged_back: decimal,
  ruled: orNull(standingForm),
  ended: orNull(oneOf(['keeps', ...standings])),
  overlap: overlapForm,
})

interface Disputed {
  readonly id: string
  readonly sequence: number
  readonly result: { readonly effect: DisputeEffect }
}

/** The account after an entry about the dispute that was opened by the entry `dispute`. */
export function accountAfterDispute(
  before: RunningState,
  dispute: string,
  { result }: Pick<Disputed, 'result'>,
): AccountFold {
  const { open, ruled, ended } = result.effect
  const known: Contribution = before.contributions[dispute] ?? { ruled: 'good', ended: null, lifted_to: null }
  const contribution: Contribution = {
    ruled: ruled ?? known.ruled,
    ended: ended === null ? known.ended : ended === 'keeps' ? null : ended,
    // What is ruled anew, or what an end makes of it, is news to whoever lifted the standing before.
    lifted_to: ruled !== null || (ended !== null && ended !== 'keeps' && ended !== 'good') ? null : known.lifted_to,
  }
  const isNothing = contribution.ruled === 'good' && (contribution.ended ?? 'good') === 'good'
  const { [dispute]: _, ...others } = before.contributions
  return {
    contributions: isNothing ? others : { ...others, [dispute]: contribution },
    open_disputes: before.open_disputes + open,
  }
}

/** The order after an entry about a dispute that names it. */
export function orderAfterDispute(before: OrderFold, said: Disputed): OrderFold {
  const { effect } = said.result
  const { order, part } = withGot(before, { charged_back: effect.charged_back })
  const counted = {
    ...order,
    open_chargebacks: order.open_chargebacks + effect.open,
    unclear_disputes: order.unclear_disputes + effect.unclear,
  }
  return withOverlap({ order: counted, part }, { ...said, result: effect })
}
