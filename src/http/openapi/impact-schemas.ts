import { policyNameSchema } from './parameters.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 0 }
const share: Schema = { type: 'number', minimum: 0, maximum: 1 }

const answer = {
  outcome: { type: 'string', description: "The outcome, or the policy's own word for it." },
  rule: { type: ['string', 'null'], description: 'Null for the default, and for what the service decides by itself.' },
  reason_code: text,
}

const change = {
  currency: text,
  before: schemaRef('Amount'),
  after: schemaRef('Amount'),
  extra: { ...schemaRef('Amount'), description: '`after` less `before`.' },
}

const movedAnswer = objectOf({
  ...answer,
  clause: orNothing,
  amount: { ...orNull(schemaRef('Amount')), description: 'Credited by it.' },
  currency: orNothing,
})

/** What the impact of a text is told in. */
export const impactSchemas: { readonly [name: string]: Schema } = {
  ImpactLine: {
    oneOf: [
      objectOf({ progress: objectOf({ decisions: { ...count, description: 'Looked at so far.' } }) }),
      objectOf({ impact: schemaRef('Impact') }),
      objectOf({ problem: schemaRef('Problem') }),
    ],
    description: 'How far it is; at last the impact, or the problem that ended it.',
  },
  CreditChange: objectOf(change),
  NamedCreditChange: objectOf({
    name: { type: ['string', 'null'], description: 'The clause, or the rule; null for what none decides.' },
    ...change,
  }),
  ImpactFlips: {
    ...objectOf({
      section: { type: 'string', enum: ['refunds', 'disputes'] },
      before: objectOf(answer),
      after: objectOf(answer),
      decisions: count,
      credits: listOf(schemaRef('CreditChange')),
    }),
    description: 'Decisions that come out otherwise in the same way.',
  },
  ImpactChange: {
    ...objectOf({
      id: { type: 'string', description: 'Of the decision: `GET /v1/decisions/{id}`.' },
      kind: text,
      account: text,
      order: orNothing,
      part: orNothing,
      decided_at: schemaRef('Instant'),
      policy: objectOf({ name: text, version: count }),
      before: movedAnswer,
      after: movedAnswer,
      currency: text,
      extra: { ...schemaRef('Amount'), description: 'Above 0 where more is credited.' },
    }),
    description: 'One decision that credits more or less than it did.',
  },
  Impact: {
    ...objectOf({
      policy: policyNameSchema,
      version: { type: ['integer', 'null'], description: 'The version that decides again; null for a text.' },
      sha256: text,
      account: orNothing,
      sample: orNull(objectOf({ share, seed: count })),
      first_decided_at: orNull(schemaRef('Instant')),
      last_decided_at: orNull(schemaRef('Instant')),
      days: { ...count, description: 'From the first decision to the last, both days counted.' },
      decisions: {
        ...count,
        description: 'Looked at: the sum of `unchanged`, `reworded`, `flips` and those under `not_replayed`.',
      },
      unchanged: count,
      reworded: {
        ...count,
        description: 'Same outcome, rule and credit, but another reason, clause, action or review.',
      },
      flips: { ...count, description: 'Another outcome, rule or credit.' },
      flip_share: { ...share, description: 'Of those that were decided again.' },
      moves: { ...listOf(schemaRef('ImpactFlips')), description: 'From what to what, the most frequent first.' },
      credits: {
        ...listOf(
          objectOf({
            ...change,
            extra_per_day: {
              ...schemaRef('Amount'),
              description: '`extra` for each of the days; of a sample as if the other accounts were like it.',
            },
          }),
        ),
        description: 'What was credited, and what would be, by currency.',
      },
      clauses: listOf(schemaRef('NamedCreditChange')),
      rules: listOf(schemaRef('NamedCreditChange')),
      largest: { ...listOf(schemaRef('ImpactChange')), description: 'The largest changes of each currency first.' },
      not_replayed: objectOf({
        erased: { ...count, description: 'Their facts are gone.' },
        problems: { type: 'object', additionalProperties: count, description: 'How many by the code of the problem.' },
        faults: {
          ...listOf(objectOf({ id: text, account: text, code: text, message: text })),
          description: 'The first ones.',
        },
      }),
      orders_followed: {
        type: 'boolean',
        description:
          'False where so many orders change that repeated reports of further ones may be counted more than once.',
      },
    }),
    description:
      'What a text would have made of recorded decisions: each on its own facts and in the circumstances of then, but ' +
      'what would have been credited to an order before is not credited to it again. What people decided on reviews ' +
      'stays as it was.',
  },
}
