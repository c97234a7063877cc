import { type Form, listOf, objectOf, oneOf, orNull, text } from '../model/form.ts'
import type { DecidedBy } from '../model/kind.ts'
import type { Standing } from '../model/state.ts'
import { standingForm } from '../model/state-forms.ts'
import { type DisputeEffect, disputeEffectForm } from './dispute-effect.ts'
import { type AnsweredAction, answeredActionForm, type GivenAction, givenActionForm } from './given-action.ts'

/** What a dispute rule says of an account, in ascending severity. */
export const disputeRulings = ['none', 'warn', 'suspend', 'terminate', 'ban'] as const

/** What the dispute rules said of a notice. */
export interface DisputeRuled {
  readonly outcome: (typeof disputeRulings)[number]
  readonly rule: string | null
  readonly clause: { readonly id: string } | null
  readonly reason_code: string
  readonly actions: readonly GivenAction[]
  readonly actions_given_before: readonly AnsweredAction[]
  /** The account's standing afterwards. */
  readonly standing: Standing
  readonly effect: DisputeEffect
}

export const disputeRuledForm: Form<DisputeRuled> = objectOf<DisputeRuled>({
  outcome: oneOf(disputeRulings),
  rule: orNull(text),
  clause: orNull(objectOf<{ readonly id: string }>({ id: text })),
  reason_code: text,
  actions: listOf(givenActionForm),
  actions_given_before: listOf(answeredActionForm),
  standing: standingForm,
  effect: disputeEffectForm,
})

/** What filters of history look at in a ruling on a dispute. */
export function decidedByDispute({ result }: { readonly result: DisputeRuled }): DecidedBy {
  return { outcome: result.outcome, label: null, rule: result.rule, clause: result.clause?.id ?? null }
}
