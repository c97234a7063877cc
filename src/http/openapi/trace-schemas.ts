import { standings } from '../../journal/model/state.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const flag: Schema = { type: 'boolean' }

const truth: Schema = { type: ['boolean', 'string'], description: 'true, false, or `unknown`.' }

const traced: Schema = {
  type: ['string', 'boolean', 'null'],
  description: 'Numbers as exact text, times in UTC; null where it is unknown.',
}

const amountsByCurrency = schemaRef('Amounts')

/** How a decision came about. */
export const traceSchemas: { readonly [name: string]: Schema } = {
  DecisionTrace: objectOf({
    rules: {
      ...listOf(schemaRef('RuleTrace')),
      description: 'In the order tried, down to the last that could decide.',
    },
    derived: { ...listOf(schemaRef('DerivedTrace')), description: 'Every derived value that one of them reads.' },
    fault: {
      type: ['string', 'null'],
      description: 'The calculation that failed, in the words of formulas; null where none did. No customer reads it.',
    },
    refund: {
      ...orNull(schemaRef('AmountTrace')),
      description: "The deciding rule's amount; null where no rule decided or it has none.",
    },
    circumstances: schemaRef('Circumstances'),
  }),
  RuleTrace: objectOf({
    rule: { type: 'string', description: 'Its id; `default` for the ruling where none applied.' },
    clause: { type: ['string', 'null'] },
    result: truth,
    condition: schemaRef('ConditionTrace'),
  }),
  ConditionTrace: {
    ...objectOf(
      {
        kind: { type: 'string', enum: ['always', 'all', 'any', 'not', 'named', 'leaf'] },
        result: truth,
        of: { ...listOf(schemaRef('ConditionTrace')), description: 'With `all`, `any`, `not` and `named`.' },
        name: { type: 'string', description: 'With `named`: of the condition.' },
        fact: { type: 'string', description: 'With `leaf`: the fact or derived value that was compared.' },
        operator: text,
        expected: { description: 'With `leaf`: the literal, the list, or `fact` and `value` of another fact.' },
        actual: traced,
      },
      ['of', 'name', 'fact', 'operator', 'expected', 'actual'],
    ),
    description: 'One condition and what became of it.',
  },
  DerivedTrace: objectOf({
    name: text,
    formula: text,
    value: traced,
    missing_facts: { ...listOf(text), description: 'Why it is unknown.' },
    fault: { type: ['string', 'null'], description: 'What went wrong in the calculation.' },
  }),
  AmountTrace: objectOf({
    formula: text,
    inputs: { type: 'object', additionalProperties: traced, description: 'What the formula reads, by name.' },
    exact: { ...traced, description: 'Before any rounding: decimal text, or a fraction where it has no decimal form.' },
    rounded: {
      ...orNull(schemaRef('Amount')),
      description: 'What the order is entitled to, or a reviewer is proposed.',
    },
    charge: traced,
    cap: { ...traced, description: 'The most that the order may get.' },
    capped_from: orNull(schemaRef('Amount')),
  }),
  Got: objectOf({
    credited: { ...schemaRef('Amount'), description: 'Credited here.' },
    elsewhere: { ...schemaRef('Amount'), description: 'Got elsewhere: from the panel, from a payment provider.' },
    charged_back: { ...schemaRef('Amount'), description: 'Taken by lost disputes.' },
  }),
  Denial: objectOf({
    decision: objectOf({ id: text, sequence: { type: 'integer', minimum: 1 } }),
    level: { type: 'string', description: 'The level that it takes to look at it again.' },
    same_state: { type: 'boolean', description: 'Whether the request is about the state that was denied.' },
  }),
  GivenAction: objectOf({
    id: text,
    name: text,
    per: { type: 'string', enum: ['order', 'decision'] },
    parameters: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
    cumulative: { ...listOf(text), description: 'Names of the parameters that are sums so far.' },
    added: { ...listOf(text), description: 'Names of the parameters that are what the decision added.' },
  }),
  Circumstances: {
    ...objectOf({
      order_got: schemaRef('Got'),
      part_got: schemaRef('Got'),
      given_without_part: flag,
      dispute_open: flag,
      dispute_unclear: flag,
      standing: { type: 'string', enum: standings },
      waiting_review: orNull(schemaRef('WaitingReview')),
      repeats_state: { type: 'boolean', description: 'The waiting review knows the state that the part is in.' },
      recovery: orNull(schemaRef('WaitingReview')),
      other_review_waits: flag,
      denied: { ...orNull(schemaRef('Denial')), description: 'A person denied what the request is about.' },
      approvals_paused: flag,
      automatic_credits: objectOf({
        order: schemaRef('Amount'),
        account_day: amountsByCurrency,
        day: amountsByCurrency,
      }),
      amounts_given: { type: 'object', additionalProperties: schemaRef('Amount') },
      actions_given: listOf(schemaRef('GivenAction')),
      approval_counted: flag,
      denial_counted: flag,
    }),
    description: 'Everything beside facts and policy that the decision looked at.',
  },
}
