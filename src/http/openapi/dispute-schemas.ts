import { disputeClosings } from '../../journal/kinds/dispute-closed.ts'
import { disputeKinds } from '../../journal/kinds/dispute-notice.ts'
import { disputeRulings } from '../../journal/kinds/dispute-ruling.ts'
import { amountSchema, closedBody, currencySchema, identitySchema, policyOfBody, timeSchema } from './inputs.ts'
import { pageOf } from './json-responses.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }

/** What lists can be asked for. */
export const disputeStatuses = ['open', ...disputeClosings] as const

const status: Schema = { type: 'string', enum: disputeStatuses }
const kind: Schema = {
  type: 'string',
  enum: disputeKinds,
  description: 'In ascending weight. An inquiry takes no money and is no dispute in the history.',
}
const chargedBack: Schema = {
  ...schemaRef('Amount'),
  description: "What it took from its order, in the order's currency.",
}

/** What the operations on disputes take and answer. */
export const disputeSchemas: { readonly [name: string]: Schema } = {
  Dispute: objectOf({
    id: text,
    provider_id: textOrNull,
    kind,
    account: text,
    payment_reference: text,
    order: textOrNull,
    part: textOrNull,
    policy: {
      ...orNull(schemaRef('PolicyReference')),
      description: 'The version that decided on what is known of it.',
    },
    amount: schemaRef('Amount'),
    currency: text,
    opened_at: schemaRef('Instant'),
    support_contacted_at: orNull(schemaRef('Instant')),
    respond_by: {
      ...orNull(schemaRef('Instant')),
      description: 'Until when it has to be answered at its stage; null where none was told, and once it has ended.',
    },
    outcome: { type: 'string', enum: disputeRulings, description: 'What the policy says of it.' },
    reason_code: text,
    message: { type: 'string', description: 'For the customer.' },
    rule: textOrNull,
    clause: { type: ['string', 'null'], description: 'Id of the clause.' },
    actions: { ...listOf(schemaRef('Action')), description: 'What followed from the newest decision on it.' },
    actions_given_before: { ...listOf(schemaRef('Action')), description: 'What an earlier one had given already.' },
    standing: { ...schemaRef('Standing'), description: 'Of the account, afterwards.' },
    status,
    charged_back: chargedBack,
    needs_amount: { type: 'boolean', description: 'It was lost, and a person has to state what it took.' },
    rounds: { type: 'integer', minimum: 0, description: 'How often it was opened again.' },
    reported_at: schemaRef('Instant'),
    closed_at: orNull(schemaRef('Instant')),
    history: { ...listOf(schemaRef('DisputeEvent')), description: 'Oldest first.' },
  }),
  DisputeEvent: objectOf({
    id: text,
    event: { type: 'string', enum: ['opened', 'amended', 'closed', 'reopened'] },
    at: schemaRef('Instant'),
    author: text,
    kind,
    status,
    respond_by: { ...orNull(schemaRef('Instant')), description: 'Until when it had to be answered from then on.' },
    charged_back: chargedBack,
    standing: schemaRef('Standing'),
  }),
  DisputePage: pageOf('Dispute'),
  DisputeNotice: closedBody(
    {
      policy: policyOfBody,
      account: identitySchema,
      provider_id: {
        ...identitySchema,
        description:
          'What the bank or payment provider calls the dispute: the same id is the same dispute. Without it the payment ' +
          'and `opened_at` name it.',
      },
      kind: { ...kind, description: `${String(kind['description'])} Without it a chargeback.` },
      payment_reference: { ...identitySchema, description: 'The payment that is disputed.' },
      order: { ...identitySchema, description: 'The order it paid for; absent where it topped up a balance.' },
      part: { ...identitySchema, description: 'What of the order is disputed.' },
      amount: amountSchema,
      currency: currencySchema,
      opened_at: { ...timeSchema, description: 'When it was opened; more than a day ahead is refused.' },
      support_contacted_at: {
        ...orNull(timeSchema),
        description: 'When the customer first wrote to support about it; more than a day ahead is refused.',
      },
      respond_by: {
        ...orNull(timeSchema),
        description:
          'Until when the evidence has to be there, at the stage that the notice tells of. Null or left out, the one that is ' +
          'known stays; a later stage or round that is told without one has none.',
      },
      facts: { ...schemaRef('Facts'), description: 'Facts that the policy declares beside those that a notice has.' },
    },
    ['policy', 'provider_id', 'kind', 'order', 'part', 'support_contacted_at', 'respond_by', 'facts'],
  ),
  DisputeOutcomeRequest: closedBody(
    {
      outcome: { type: 'string', enum: disputeClosings },
      charged_back: {
        ...amountSchema,
        description:
          "What a lost dispute took from its order, in the order's currency: needed where the notice is in another " +
          'currency or above the charge. May be 0.',
      },
    },
    ['charged_back'],
  ),
}
