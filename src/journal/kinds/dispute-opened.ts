import { decimal, listOf, nullable, objectOf, oneOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import type { Standing } from '../model/state.ts'
import { standingForm } from '../model/state-forms.ts'
import { type GivenAction, givenActionForm } from './given-action.ts'

/** What an entry of the kind `dispute_opened` was asked. */
export interface DisputeOpenedRequest {
  readonly payment_reference: string
  /** Exact decimal text, above 0. */
  readonly amount: string
  readonly currency: string
  readonly opened_at: string
  readonly support_contacted_at: string | null
}

/** What a dispute rule says of an account, in ascending severity. */
export const disputeRulings = ['none', 'warn', 'suspend', 'terminate', 'ban'] as const

/** What an entry of the kind `dispute_opened` answered. */
export interface DisputeOpenedResult {
  readonly outcome: (typeof disputeRulings)[number]
  readonly rule: string | null
  readonly clause: { readonly id: string } | null
  readonly reason_code: string
  readonly actions: readonly GivenAction[]
  /** The account's standing afterwards. */
  readonly standing: Standing
}

/** A payment dispute was reported and decided by the policy's dispute rules. */
export const disputeOpened = kindOf<DisputeOpenedRequest, DisputeOpenedResult>({
  request: objectOf<DisputeOpenedRequest>({
    payment_reference: text,
    amount: decimal,
    currency: text,
    opened_at: text,
    support_contacted_at: nullable(text),
  }),
  result: objectOf<DisputeOpenedResult>({
    outcome: oneOf(disputeRulings),
    rule: nullable(text),
    clause: nullable(objectOf<{ readonly id: string }>({ id: text })),
    reason_code: text,
    actions: listOf(givenActionForm),
    standing: standingForm,
  }),
  account: (before, { request, result }) => ({
    standing: result.standing,
    open_disputes: [...before.open_disputes, request.payment_reference],
  }),
  counters: (before) => ({ ...before, disputes: before.disputes + 1 }),
  order: (before, { request }) => ({ ...before, open_disputes: [...before.open_disputes, request.payment_reference] }),
})
