import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }
const section: Schema = { type: 'string', enum: ['refunds', 'disputes'] }

const order = {
  facts: { type: 'object', additionalProperties: true, description: 'As a request gives them.' },
  history: { type: 'object', additionalProperties: true, description: 'History facts by dotted name.' },
  now: { type: 'string', format: 'date-time' },
}

const decision = objectOf({
  outcome: text,
  rule: { ...orNothing, description: 'Null for the default, and where no rule decides.' },
  reason: text,
  refund: { ...orNothing, description: 'Null where nothing is paid or proposed.' },
})

const finding = objectOf({
  code: text,
  severity: { type: 'string', enum: ['error', 'warning', 'information'] },
  status: {
    type: 'string',
    enum: ['proved', 'example', 'not_decided'],
    description: 'Proved for all orders, shown by one that the service decides so, or neither.',
  },
  section,
  rule: orNothing,
  line: { type: 'integer', minimum: 1 },
  column: { type: 'integer', minimum: 1 },
  message: text,
  hint: text,
  rules: { ...listOf(text), description: 'Those that take everything from the rule, or the other one of a pair.' },
  example: orNull(objectOf({ ...order, decision })),
  because: { ...orNothing, description: 'Why it is not decided.' },
})

const changed = objectOf({
  section,
  from: { ...orNothing, description: 'The rule that decides under the first text; null where none does.' },
  to: orNothing,
  amount: { type: 'string', enum: ['up', 'down', 'same'] },
  example: orNull(objectOf({ ...order, before: decision, after: decision })),
  largest: {
    ...orNull(objectOf({ of_charge: text, at_least: text, at_most: text })),
    description: 'Bounds of the largest difference where so much was paid.',
  },
  because: { ...orNothing, description: 'Why there is no example.' },
})

/** What proofs are told in. */
export const proofSchemas: { readonly [name: string]: Schema } = {
  Finding: finding,
  ChangedClass: changed,
  PolicyProof: objectOf({
    findings: listOf(schemaRef('Finding')),
    comparison: orNull(
      objectOf({
        classes: listOf(schemaRef('ChangedClass')),
        nothing_else: { type: 'string', enum: ['proved', 'not_decided'] },
        because: orNothing,
      }),
    ),
    is_partial: { type: 'boolean', description: 'Whether the clock ended the work.' },
  }),
}
