import { entryKinds } from '../../journal/entry-kinds.ts'
import { standings } from '../../journal/model/state.ts'
import { amountSchema, closedBody, currencySchema, identitySchema, reasonSchema, signedAmountSchema } from './inputs.ts'
import { pageOf } from './json-responses.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 0 }

/** What they take and answer. */
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
    open_disputes: { ...listOf(text), description: 'Payment references.' },
    sequence: { type: 'integer', minimum: 1, description: 'Of its newest entry.' },
    updated_at: schemaRef('Instant'),
  }),
  StatementLine: objectOf({
    sequence: { type: 'integer', minimum: 1 },
    id: text,
    at: schemaRef('Instant'),
    kind: { type: 'string', enum: entryKinds },
    order: textOrNull,
    amount: {
      ...orNull(schemaRef('Amount')),
      description: 'What the entry did to the balance, signed; null where it did nothing.',
    },
    currency: textOrNull,
    balance: { ...orNull(schemaRef('Amount')), description: 'In that currency, afterwards.' },
    reference: {
      type: ['string', 'null'],
      description: 'The order paid with a debit, or the reference of a delivery.',
    },
    author: { type: 'string', description: 'Name of the API key.' },
  }),
  StatementPage: pageOf('StatementLine'),
  DebitRequest: closedBody({
    amount: amountSchema,
    currency: currencySchema,
    order: { ...identitySchema, description: 'The order that is paid with the credit.' },
  }),
  AdjustmentRequest: closedBody({
    amount: { ...signedAmountSchema, description: `${String(signedAmountSchema['description'])} Signed, not 0.` },
    currency: currencySchema,
    reason: reasonSchema,
  }),
  StandingRequest: closedBody({ standing: schemaRef('Standing'), reason: reasonSchema }),
  DeliveryReport: closedBody({
    status: { type: 'string', enum: ['delivered', 'failed'] },
    reference: {
      ...identitySchema,
      description: 'The transaction where the money lives; for a failure, what was said there.',
    },
  }),
  UndeliveredCredit: objectOf({
    decision_id: text,
    account: text,
    order: textOrNull,
    amount: schemaRef('Amount'),
    currency: text,
    method: textOrNull,
    credited_at: schemaRef('Instant'),
  }),
  UndeliveredCreditPage: pageOf('UndeliveredCredit'),
}
