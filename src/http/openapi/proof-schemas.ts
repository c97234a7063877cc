import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }
const section: Schema = { type: 'string', enum: ['refunds', 'disputes'] }

const order = {
  facts: { type: 'object', additionalProperties: true, description: 'As a request gives them.' },
  history: { type: 'object', additionalProperties: true, description: 'History facts by dotted name.' },
  now: { type: 'string', format: 'date-time' },
}

const historyAfter: Schema = {
  type: 'object',
  additionalProperties: true,
  description: 'What the second text counts over another time than the first, as it counts it.',
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
  facts: { ...listOf(text), description: 'The fact that is unknown while the rule pays.' },
  example: orNull(objectOf({ ...order, decision })),
  because: { ...orNothing, description: 'Why it is not decided.' },
})

const group = objectOf({
  code: text,
  severity: { type: 'string', enum: ['error', 'warning', 'information'] },
  section,
  rule: orNothing,
  line: { type: 'integer', minimum: 1 },
  column: { type: 'integer', minimum: 1 },
  message: { ...text, description: 'One sentence over all of them.' },
  findings: {
    ...listOf({ type: 'integer', minimum: 0 }),
    description: 'Places in `findings`, from 0; the first shows it for all.',
  },
})

const amountChange: Schema = { type: 'string', enum: ['up', 'down', 'same'] }

const changed = objectOf({
  section,
  from: { ...orNothing, description: 'The rule that decides under the first text; null where none does.' },
  to: orNothing,
  amount: amountChange,
  example: orNull(objectOf({ ...order, history_after: historyAfter, before: decision, after: decision })),
  largest: {
    ...orNull(objectOf({ of_charge: text, at_least: text, at_most: text })),
    description: 'Bounds of the largest difference where so much was paid.',
  },
  because: { ...orNothing, description: 'Why there is no example.' },
})

const open = objectOf({
  section,
  from: { ...orNothing, description: 'As in a class.' },
  to: orNothing,
  amounts: listOf(amountChange),
})

/** What proofs are told in. */
export const proofSchemas: { readonly [name: string]: Schema } = {
  Finding: finding,
  FindingGroup: group,
  ChangedClass: changed,
  OpenTransition: open,
  PolicyProof: objectOf({
    findings: listOf(schemaRef('Finding')),
    groups: { ...listOf(schemaRef('FindingGroup')), description: 'The same findings by their causes.' },
    comparison: orNull(
      objectOf({
        classes: listOf(schemaRef('ChangedClass')),
        open: {
          ...orNull(listOf(schemaRef('OpenTransition'))),
          description:
            'What may occur beside the classes: no order was found, and no proof that there is none. Nothing else may; null where that is not known.',
        },
        nothing_else: { type: 'string', enum: ['proved', 'not_decided'] },
        because: orNothing,
      }),
    ),
    is_partial: { type: 'boolean', description: 'Whether the work ended before everything was asked.' },
    because: { ...orNothing, description: 'Why it did; null where it did not.' },
  }),
}
