import { pageOf } from './json-responses.ts'
import { languageTagSchema, policyNamePattern } from './parameters.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' }

const text: Schema = { type: 'string' }
const uuid: Schema = { type: 'string', format: 'uuid' }

/** A member by name, each an exact decimal. */
const namedAmounts = (description: string): Schema => ({
  type: 'object',
  additionalProperties: schemaRef('Amount'),
  description,
})

const label: Schema = {
  type: 'string',
  description:
    "The policy's own word for the outcome, from its `outcomes` (`hold_refill_first` for a `review`). Branch on " +
    '`outcome`; show or route by `label`. Absent where the rule uses none.',
}

const actionsGivenBefore: Schema = {
  ...listOf(schemaRef('Action')),
  description: 'What the rule asks for as well and an earlier decision gave: nothing to do.',
}

/** What is answered of every decision. */
export const decisionProperties = {
  outcome: {
    type: 'string',
    enum: ['approve', 'deny', 'review'],
    description: 'A denial is a normal answer; a review waits for a person, and nothing is credited until then.',
  },
  label,
  reason_code: { type: 'string', description: 'Stable word for why, from the policy or built in.' },
  message: { type: 'string', description: 'For the customer, with the placeholders filled in.' },
  refund: {
    ...orNull(schemaRef('Refund')),
    description: 'Null unless approved, and for an approval that credits nothing.',
  },
  amounts: namedAmounts('Named amounts that this decision adds; of a denial or review they explain only.'),
  amounts_total: namedAmounts('The same named amounts so far, with this decision.'),
  clause: orNull(schemaRef('ClauseReference')),
  rule: { type: ['string', 'null'], description: 'The rule that decided; null where the service decided by itself.' },
  actions: {
    ...listOf(schemaRef('Action')),
    description: 'What you are asked to do now. Each is given once: a repeated report has none.',
  },
  actions_given_before: actionsGivenBefore,
  review: orNull(schemaRef('Review')),
  ignored_facts: {
    ...listOf(schemaRef('IgnoredFact')),
    description: 'Order facts that differ from those first seen for the order, which were used instead.',
  },
  policy: schemaRef('PolicyReference'),
  decided_at: schemaRef('Instant'),
  account: text,
  order: text,
  part: { type: ['string', 'null'], description: 'What of the order it is about; null for the whole.' },
}

const becameProperties = {
  resolution: { ...schemaRef('Resolution'), description: 'What a person decided on its review; absent until then.' },
  superseded_by: { ...uuid, description: 'The decision that took the place of its review; absent where none did.' },
}

/** What they take and answer, and the types that other operations share. */
export const decisionSchemas: { readonly [name: string]: Schema } = {
  Amount: {
    type: 'string',
    pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$',
    description: 'An exact decimal, as text: never to be read as a float.',
  },
  Instant: { type: 'string', format: 'date-time', description: 'UTC, ISO 8601 with milliseconds.' },
  Facts: {
    type: 'object',
    additionalProperties: true,
    description:
      'Nested, as the policy declares them: see its `facts.schema.json`. Unknown names are refused, so that a misspelt ' +
      'one does not become "unknown".',
  },
  FactsByName: {
    type: 'object',
    additionalProperties: true,
    description: 'By dotted name, as stored: numbers are exact text.',
  },
  Refund: objectOf(
    {
      amount: { ...schemaRef('Amount'), description: 'Credited now: `entitled` less `already_credited`, at least 0.' },
      entitled: { ...schemaRef('Amount'), description: 'What the order (or the part) is due in all.' },
      already_credited: {
        ...schemaRef('Amount'),
        description: 'What it got before: credited here, elsewhere, and charged back by lost disputes.',
      },
      currency: text,
      method: text,
      capped_from: {
        ...schemaRef('Amount'),
        description: 'What it would have been, where the most that the order may get took something away.',
      },
    },
    ['capped_from'],
  ),
  ClauseReference: objectOf({
    id: text,
    title: text,
    url: {
      type: 'string',
      description:
        'Path of the clause on the public page of the version that decided, below the address of this service: the ' +
        'same for good, whatever is published later.',
    },
  }),
  Action: objectOf({
    id: { type: 'string', description: 'Its own for good: what you did under this id is done.' },
    name: text,
    parameters: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
  }),
  Review: objectOf({
    id: {
      type: 'string',
      description: 'Of the review, for good: the decision that asked first. A joining request has the same.',
    },
    level: { type: 'string', description: 'Who has to look at it.' },
    proposed: {
      ...orNull(schemaRef('Amount')),
      description: 'What a reviewer could approve as it stood then; null where nothing is proposed or can be computed.',
    },
    currency: { type: ['string', 'null'] },
    method: { type: ['string', 'null'], description: 'How it would be paid; null where the policy left it open.' },
    missing_facts: listOf(text),
    target_by: schemaRef('Instant'),
    due_by: schemaRef('Instant'),
  }),
  Resolution: objectOf(
    {
      id: text,
      outcome: { type: 'string', enum: ['approve', 'deny'] },
      label,
      reason_code: text,
      amount: { ...orNull(schemaRef('Amount')), description: 'Credited with it; null where nothing was.' },
      refund: orNull(schemaRef('Refund')),
      amounts: namedAmounts('Named amounts that it added.'),
      amounts_total: namedAmounts('The same so far, with it.'),
      rule: { type: ['string', 'null'], description: 'The rule that led to it.' },
      clause: orNull(schemaRef('ClauseReference')),
      actions: { ...listOf(schemaRef('Action')), description: 'What you are asked to do with the approval.' },
      actions_given_before: actionsGivenBefore,
      note: text,
      resolved_by: text,
      resolved_at: schemaRef('Instant'),
    },
    ['label'],
  ),
  IgnoredFact: objectOf({ fact: text, given: text, used: text }),
  PolicyReference: objectOf({
    name: text,
    version: { type: 'integer', minimum: 1 },
    sha256,
  }),
  DecisionRequest: {
    ...objectOf(
      {
        policy: {
          type: 'string',
          pattern: policyNamePattern,
          description: 'Name of the policy; without it the setting `default_policy` counts.',
        },
        facts: schemaRef('Facts'),
        language: {
          ...languageTagSchema,
          description:
            'The language of `message` and of the clause. Without it the fact counts that `subject.language` of the policy ' +
            'names, else the first of its languages.',
        },
      },
      ['policy', 'language'],
    ),
    additionalProperties: false,
  },
  DecisionPreview: objectOf(decisionProperties, ['label']),
  Decision: objectOf({ id: uuid, ...decisionProperties }, ['label']),
  FoundDecision: objectOf({ id: uuid, ...decisionProperties, ...becameProperties }, [
    'label',
    'resolution',
    'superseded_by',
  ]),
  ExplainedDecision: objectOf(
    {
      id: uuid,
      ...decisionProperties,
      ...becameProperties,
      facts: {
        ...schemaRef('FactsByName'),
        description: 'As decided on, without those that were erased. Only with `include=facts`.',
      },
      trace: {
        ...orNull(schemaRef('DecisionTrace')),
        description:
          'How the version in effect came to it; null where personal data was erased. Only with `include=trace`.',
      },
      entry: {
        ...objectOf({
          sequence: {
            type: 'integer',
            minimum: 1,
            description: "Its number in the account's chain, from 1 without gaps.",
          },
          hash: { ...sha256, description: 'SHA-256 over the entry, which names the hash before it.' },
          previous_hash: { ...orNull(sha256), description: "Of the account's entry before; null for its first." },
        }),
        description: 'Where it is stored, whether a checkpoint covers it yet or not. Only with `include=entry`.',
      },
    },
    ['label', 'resolution', 'superseded_by', 'facts', 'trace', 'entry'],
  ),
  DecisionPage: pageOf('FoundDecision'),
}
