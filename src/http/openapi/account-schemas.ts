import { entryKinds } from '../../journal/entry-kinds.ts'
import { standings } from '../../journal/model/state.ts'
import {
  amountSchema,
  closedBody,
  currencySchema,
  identitySchema,
  policyOfBody,
  reasonSchema,
  signedAmountSchema,
} from './inputs.ts'
import { pageOf } from './json-responses.ts'
import { objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 0 }

export const accountSchemas: { readonly [name: string]: Schema } = {
  Amounts: {
    type: 'object',
    additionalProperties: schemaRef('Amount'),
    description: 'Exact decimals by currency.',
  },
  Standing: {
    type: 'string',
    enum: standings,
    description: 'In ascending severity. Disputes raise it, only a person lowers it.',
  },
  Counters: {
    ...objectOf({
      claims: count,
      denials: count,
      approvals: count,
      reviews: count,
      decisions: count,
      disputes: count,
      credits: count,
      credited: schemaRef('Amounts'),
      credited_automatically: schemaRef('Amounts'),
    }),
    description: "Since the account's first entry.",
  },
  Account: objectOf({
    id: text,
    balances: schemaRef('Amounts'),
    standing: schemaRef('Standing'),
    counters: schemaRef('Counters'),
    open_disputes: { ...count, description: 'Open chargebacks and arbitrations.' },
    sequence: { type: 'integer', minimum: 1, description: 'Of its newest entry.' },
    updated_at: schemaRef('Instant'),
  }),
  StatementLine: objectOf({
    sequence: { type: 'integer', minimum: 1 },
    id: text,
    at: schemaRef('Instant'),
    kind: { type: 'string', enum: entryKinds },
    order: textOrNull,
    policy: { type: ['string', 'null'], description: 'The policy that the order belongs to.' },
    part: { type: ['string', 'null'], description: 'What of the order it is about; null for the whole.' },
    amount: {
      ...orNull(schemaRef('Amount')),
      description: 'What the entry did to the balance, signed; null where it did nothing.',
    },
    currency: textOrNull,
    balance: { ...orNull(schemaRef('Amount')), description: 'In that currency, afterwards.' },
    reference: {
      type: ['string', 'null'],
      description: 'What a debit paid for; the transaction of a delivery, a credit elsewhere or a further payment.',
    },
    author: { type: 'string', description: 'Name of the API key.' },
  }),
  StatementPage: pageOf('StatementLine'),
  DebitRequest: closedBody({
    amount: amountSchema,
    currency: currencySchema,
    reference: {
      ...identitySchema,
      description: 'What it pays for, such as an order: the same reference is the same debit, with or without a key.',
    },
  }),
  AdjustmentRequest: closedBody(
    {
      amount: { ...signedAmountSchema, description: `${String(signedAmountSchema['description'])} Signed, not 0.` },
      currency: currencySchema,
      order: { ...identitySchema, description: 'The order that it counts for as credited: goodwill, a recovery.' },
      policy: {
        ...policyOfBody,
        description: 'That the order belongs to; without it the setting `default_policy` counts.',
      },
      part: { ...identitySchema, description: 'What of the order it is for.' },
      reason: reasonSchema,
    },
    ['order', 'policy', 'part'],
  ),
  StandingRequest: closedBody({ standing: schemaRef('Standing'), reason: reasonSchema }),
  DeliveryReport: closedBody({
    status: {
      type: 'string',
      enum: ['delivered', 'failed', 'returned'],
      description: '`returned`, or `failed` after it was delivered: it came back, and waits to be delivered again.',
    },
    reference: {
      ...identitySchema,
      description: 'The transaction where the money lives; for a failure or a return, that or what was said there.',
    },
  }),
  UndeliveredCredit: objectOf({
    decision_id: text,
    account: text,
    order: textOrNull,
    policy: textOrNull,
    part: textOrNull,
    amount: schemaRef('Amount'),
    currency: text,
    method: textOrNull,
    credited_at: { ...schemaRef('Instant'), description: 'When it was credited, or came back.' },
  }),
  UndeliveredCreditPage: pageOf('UndeliveredCredit'),
}
