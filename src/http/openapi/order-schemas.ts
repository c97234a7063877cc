import { amountSchema, closedBody, currencySchema, identitySchema, policyOfBody, reasonSchema } from './inputs.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 0 }

const orderProperties = {
  id: text,
  policy: text,
  account: text,
  facts: {
    ...schemaRef('FactsByName'),
    description: "The order's own facts, as first seen or corrected, without those that were erased.",
  },
  currency: textOrNull,
  credited: { ...schemaRef('Amount'), description: 'Credited here, all parts together.' },
  credited_elsewhere: { ...schemaRef('Amount'), description: 'What it got from the panel or a payment provider.' },
  charged_back: { ...schemaRef('Amount'), description: 'What lost disputes took.' },
  at_most: { ...orNull(schemaRef('Amount')), description: 'The most that it may get; null where that is not known.' },
  open_disputes: { ...count, description: 'Open chargebacks and arbitrations.' },
  unclear_disputes: { ...count, description: 'Lost disputes whose sum a person still has to state.' },
  waiting_parts: { ...count, description: 'Parts with a waiting review.' },
  denied_parts: { ...count, description: 'Parts that a person denied.' },
  waiting_review: { ...orNull(schemaRef('WaitingReview')), description: 'Of the order as a whole.' },
  recovery: { ...orNull(schemaRef('WaitingReview')), description: 'Of what it got more than it may.' },
  updated_at: schemaRef('Instant'),
}

const reference = (what: string): Schema => ({
  ...identitySchema,
  description: `Of ${what}: the same reference is the same one, and is answered alike.`,
})

const part: Schema = { ...identitySchema, description: 'What of the order it is for; without it the whole.' }

/** What the operations on orders take and answer. */
export const orderSchemas: { readonly [name: string]: Schema } = {
  WaitingReview: objectOf({
    id: { type: 'string', description: 'Its name for good: what asked first.' },
    asked_by: orNull(objectOf({ id: text, sequence: { type: 'integer', minimum: 1 } })),
    sequence: { type: 'integer', minimum: 1, description: 'The entry that worded it last.' },
    reason_code: text,
    rule: textOrNull,
    held: { type: 'boolean', description: 'No later report takes its place.' },
    level: text,
    target_by: schemaRef('Instant'),
    due_by: schemaRef('Instant'),
    escalated_at: orNull(schemaRef('Instant')),
  }),
  Order: objectOf(orderProperties),
  RegisteredOrder: objectOf({
    ...orderProperties,
    ignored_facts: {
      ...listOf(schemaRef('IgnoredFact')),
      description: 'Values that differ from those that were registered first, and were not taken.',
    },
  }),
  OrderWithDecisions: objectOf({
    ...orderProperties,
    decisions: { ...listOf(schemaRef('FoundDecision')), description: 'The newest 20, newest first.' },
  }),
  ElsewhereCredit: objectOf({
    id: text,
    reference: text,
    amount: schemaRef('Amount'),
    currency: text,
    method: textOrNull,
    taken_back: { type: 'boolean' },
    counts: { ...schemaRef('Amount'), description: 'For the order; 0 once it was taken back.' },
    part: textOrNull,
    at: schemaRef('Instant'),
    author: text,
  }),
  OrderWithCredit: objectOf({ ...orderProperties, credit: schemaRef('ElsewhereCredit') }),
  AddedCharge: objectOf({
    id: text,
    reference: text,
    amount: schemaRef('Amount'),
    currency: textOrNull,
    fact: { type: 'string', description: 'The order fact that it raised.' },
    restated: { ...listOf(text), description: 'Names of order facts that were restated with it.' },
    at: schemaRef('Instant'),
    author: text,
  }),
  OrderWithCharge: objectOf({ ...orderProperties, charge: schemaRef('AddedCharge') }),
  OrderRegistration: closedBody({ policy: policyOfBody, facts: schemaRef('Facts') }, ['policy']),
  OrderCorrection: closedBody({ policy: policyOfBody, facts: schemaRef('Facts'), reason: reasonSchema }, ['policy']),
  CreditElsewhere: closedBody(
    {
      policy: policyOfBody,
      account: { ...identitySchema, description: 'Needed only where nothing else is known of the order yet.' },
      part,
      amount: amountSchema,
      currency: { ...currencySchema, description: "The order's currency." },
      reference: reference('the credit there'),
      method: { type: 'string', minLength: 1, maxLength: 100, description: 'How it was given: `card`, `panel`.' },
      reason: reasonSchema,
      taken_back: {
        type: 'boolean',
        description: 'The credit was taken back there: its reference never counts again, whichever report comes first.',
      },
    },
    ['policy', 'account', 'part', 'method', 'reason', 'taken_back'],
  ),
  ChargeAddition: closedBody(
    {
      policy: policyOfBody,
      amount: amountSchema,
      currency: { ...currencySchema, description: "The order's currency, and taken as such where it is left out." },
      reference: reference('the payment'),
      fact: {
        type: 'string',
        minLength: 1,
        maxLength: 120,
        description: 'The order fact that it raises, by dotted name; needed where the charge reads several.',
      },
      facts: { ...schemaRef('Facts'), description: 'Other facts of the order as they are now.' },
      reason: reasonSchema,
    },
    ['policy', 'currency', 'fact', 'facts', 'reason'],
  ),
}
