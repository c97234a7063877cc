import { pageOf } from './json-responses.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }

const decisionProperties = {
  outcome: { type: 'string', enum: ['approve', 'deny', 'review'], description: 'A denial is a normal answer.' },
  label: { type: 'string', description: "The policy's own word for the outcome, where a rule uses one." },
  reason_code: { type: 'string', description: 'Stable word for why, from the policy or built in.' },
  message: { type: 'string', description: 'For the customer, with the placeholders filled in.' },
  refund: orNull(schemaRef('Refund')),
  amounts: {
    type: 'object',
    additionalProperties: schemaRef('Amount'),
    description: 'Further amounts that the rule names, for showing only.',
  },
  clause: orNull(schemaRef('ClauseReference')),
  rule: { type: ['string', 'null'], description: 'The rule that decided; null where the service decided by itself.' },
  actions: listOf(schemaRef('Action')),
  review: orNull(schemaRef('Review')),
  ignored_facts: {
    ...listOf(schemaRef('IgnoredFact')),
    description: 'Order facts that differ from those first seen for the order, which were used instead.',
  },
  policy: schemaRef('PolicyReference'),
  decided_at: schemaRef('Instant'),
  account: text,
  order: text,
}

/** What they take and answer, and the types that other operations share. */
export const decisionSchemas: { readonly [name: string]: Schema } = {
  Amount: {
    type: 'string',
    pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$',
    description: 'An exact decimal, as text: never to be read as a float.',
  },
  Instant: { type: 'string', format: 'date-time', description: 'UTC, ISO 8601 with milliseconds.' },
  Refund: objectOf({
    amount: { ...schemaRef('Amount'), description: 'Credited now: `entitled` less `already_credited`, at least 0.' },
    entitled: { ...schemaRef('Amount'), description: 'What the order is due in all.' },
    already_credited: { ...schemaRef('Amount'), description: 'What the order got before.' },
    currency: text,
    method: text,
  }),
  ClauseReference: objectOf({ id: text, title: text }),
  Action: objectOf({
    name: text,
    parameters: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
  }),
  Review: objectOf({
    level: { type: 'string', description: 'Who has to look at it.' },
    proposed: {
      ...orNull(schemaRef('Amount')),
      description: 'What a reviewer may approve as it stands; null where nothing is proposed or can be computed.',
    },
    currency: { type: ['string', 'null'] },
    method: { type: ['string', 'null'], description: 'How it would be paid; null where the policy left it open.' },
    missing_facts: listOf(text),
    target_by: schemaRef('Instant'),
    due_by: schemaRef('Instant'),
  }),
  IgnoredFact: objectOf({ fact: text, given: text, used: text }),
  PolicyReference: objectOf({
    name: text,
    version: { type: 'integer', minimum: 1 },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  }),
  DecisionRequest: {
    ...objectOf(
      {
        policy: {
          type: 'string',
          pattern: '^[a-z0-9][a-z0-9_-]{0,63}$',
          description: 'Name of the policy; without it the setting `default_policy` counts.',
        },
        facts: {
          type: 'object',
          description:
            'The facts, nested, as the policy declares them: see its `facts.schema.json`. Unknown names are refused.',
        },
      },
      ['policy'],
    ),
    additionalProperties: false,
  },
  DecisionPreview: objectOf(decisionProperties, ['label']),
  Decision: objectOf({ id: { type: 'string', format: 'uuid' }, ...decisionProperties }, ['label']),
  ExplainedDecision: objectOf(
    {
      id: { type: 'string', format: 'uuid' },
      ...decisionProperties,
      facts: {
        type: ['object', 'null'],
        additionalProperties: true,
        description: 'By dotted name, as decided on; null where they were erased. Only with `include=facts`.',
      },
      trace: { description: 'How the version in effect came to it. Only with `include=trace`.' },
    },
    ['label', 'facts', 'trace'],
  ),
  DecisionPage: pageOf('Decision'),
}
