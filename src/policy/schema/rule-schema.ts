import { disputeEndings, disputeEnds } from '../model/dispute-ending.ts'
import { disputeOutcomes } from '../model/policy.ts'
import {
  chooseByType,
  closedObject,
  conditional,
  explained,
  type JsonSchema,
  mapOf,
  orNothing,
  reference,
} from './json-schema.ts'
import { descriptionSchema, nameSchema } from './scalar-schema.ts'

const parameterMap = explained(
  'Parameters',
  'A formula for each parameter that the action declares. Text constants stand in quotes inside it; plain words are taken as text.',
  orNothing(mapOf(reference('formula'), nameSchema)),
)

const actionItem = chooseByType([
  ['string', nameSchema],
  [
    'object',
    conditional({ required: ['name'] }, closedObject({ name: nameSchema, parameters: parameterMap }), {
      ...mapOf(parameterMap, nameSchema),
      minProperties: 1,
      maxProperties: 1,
    }),
  ],
])

const actionForms = chooseByType([
  ['array', { type: 'array', items: actionItem, maxItems: 50 }],
  ['object', mapOf(parameterMap, nameSchema)],
  ['null', {}],
])

const actions = explained(
  'Actions',
  'Declared actions: a list of names, of { name, parameters } or of { name: { parameter: formula } }; or one map of names to parameters. Formulas may read `refund` and the named amounts of the rule: what the decision adds.',
  actionForms,
)

const ending = (end: string): JsonSchema =>
  explained(end, `keep (left out: this), restore, or a standing: ${disputeEndings.slice(2).join(', ')}.`, {
    enum: disputeEndings,
  })

const spoken: Readonly<Record<string, JsonSchema>> = {
  reason: reference('reason'),
  message: reference('message'),
  actions,
}

const refundThen: Readonly<Record<string, JsonSchema>> = {
  outcome: explained('Outcome', 'approve, deny, review, or a label that `outcomes` declares.', nameSchema),
  ...spoken,
  refund: explained(
    'Refund',
    'Formula for the amount that the order is entitled to. With review it is proposed to the reviewer, not paid. An approval without it credits nothing and gives its actions.',
    reference('formula'),
  ),
  amounts: explained(
    'Amounts',
    'Further named amounts, formulas by name: { fee_kept: order.fee }.',
    orNothing(mapOf(reference('formula'), nameSchema)),
  ),
  split: explained(
    'Split',
    'Names of `amounts` that add up to the refund: [net, tax]. Each credit is shared among them.',
    { type: 'array', items: nameSchema, minItems: 1, maxItems: 50 },
  ),
  method: explained(
    'Method',
    'A name of `refund_methods`, or a formula that yields one. Left out, the only declared method.',
    reference('formula'),
  ),
  review: explained(
    'Review',
    'Who reviews and by when: { level: manager, target: 24 h, due: 72 h }. What is left out comes from the policy.',
    closedObject({
      level: explained(
        'Level',
        'A name of review.levels, or a formula over refund and facts that yields one.',
        reference('formula'),
      ),
      target: explained('Target', 'Within what time it should be done (24 h).', reference('duration')),
      due: explained('Due', 'Within what time it must be done (72 h).', reference('duration')),
      actions: explained(
        'Actions while it waits',
        'What is to happen before a person has decided, in the form of `actions`; those of the rule itself are given on approval.',
        actionForms,
      ),
    }),
  ),
}

const disputeThen: Readonly<Record<string, JsonSchema>> = {
  outcome: explained('Outcome', `What happens to the account: ${disputeOutcomes.join(', ')}.`, {
    enum: disputeOutcomes,
  }),
  ...spoken,
}

const when = explained(
  'When',
  "When the rule applies: a formula (order.status == 'partial' and undelivered > 0) or a tree of conditions. Left out: always.",
  reference('condition'),
)
const clause = explained('Clause', 'The clause that the rule carries out.', reference('clause_id'))
const ruleCases = explained('Cases', 'Cases of this rule: one that it decides, and a near miss.', {
  type: ['array', 'null'],
  items: reference('case'),
  maxItems: 500,
})

const besideDefault = { clause, description: descriptionSchema, cases: ruleCases }

const rule = (then: Readonly<Record<string, JsonSchema>>): JsonSchema =>
  closedObject(
    {
      id: reference('rule_id'),
      off: explained(
        'Off',
        'true: the rule is as if it were not there, and the cases beside it rest. Left out: false.',
        {
          type: 'boolean',
          default: false,
        },
      ),
      clause,
      description: descriptionSchema,
      when,
      // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
      then: explained('Then', 'What is decided: { outcome: ..., reason: ... }.', closedObject(then, ['outcome'])),
      cases: ruleCases,
    },
    ['id', 'then'],
  )

/** Refund rules, the default and dispute rules. */
export const ruleProperties: Readonly<Record<string, JsonSchema>> = {
  refunds: explained('Refund rules', 'Top to bottom, the first rule that applies decides.', {
    type: 'array',
    items: rule(refundThen),
    maxItems: 1000,
  }),
  default: explained(
    'Default',
    'What is decided where no refund rule applies, as in `then`: { clause: 1, outcome: deny, reason: not_refundable }.',
    {
      type: 'object',
      ...conditional(
        { required: ['then'] },
        closedObject({
          ...besideDefault,
          // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
          then: explained('Then', 'What is decided.', closedObject(refundThen, ['outcome'])),
        }),
        closedObject({ ...besideDefault, ...refundThen }, ['outcome']),
      ),
    },
  ),
  disputes: explained(
    'Dispute rules',
    'The same form over the facts of a payment dispute; outcomes none, warn, suspend, terminate, ban.',
    { type: ['array', 'null'], items: rule(disputeThen), maxItems: 1000 },
  ),
  dispute_endings: explained(
    'Ends of disputes',
    'What the end of a dispute does to the standing that it gave the account: { withdrawn: restore }.',
    orNothing(closedObject(Object.fromEntries(disputeEnds.map((end) => [end, ending(end)])))),
  ),
}
