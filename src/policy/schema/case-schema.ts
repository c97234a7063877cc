import { chooseByType, closedObject, conditional, explained, type JsonSchema, reference } from './json-schema.ts'
import { nameSchema } from './scalar-schema.ts'

const orNull = (schema: JsonSchema): JsonSchema => conditional({ type: 'null' }, { type: 'null' }, schema)

const expectedAction = chooseByType([
  ['string', nameSchema],
  [
    'object',
    closedObject(
      {
        name: nameSchema,
        parameters: explained('Parameters', 'Values by name: text, exact decimals, true or false.', {
          type: 'object',
          propertyNames: nameSchema,
          additionalProperties: explained('Value', 'Text, a number or true or false.', {
            type: ['string', 'number', 'boolean'],
          }),
        }),
      },
      ['name'],
    ),
  ],
])

const expect = explained(
  'Expect',
  'What must come out: { outcome: approve, refund: "5.00" }. What is not named is not checked.',
  {
    ...closedObject({
      outcome: explained('Outcome', 'The outcome or label.', nameSchema),
      refund: orNull(
        explained('Refund', 'What is credited now, in quotes ("0.04368"); null for nothing.', reference('amount')),
      ),
      clause: orNull(explained('Clause', 'The clause that decides; null for none.', reference('clause_id'))),
      rule: orNull(explained('Rule', 'The rule that decides; null (or default) for none.', reference('rule_id'))),
      not_rule: explained('Not this rule', 'A rule that must not be the one that decides.', reference('rule_id')),
      method: orNull(explained('Method', 'The refund method; null for none.', nameSchema)),
      reason: reference('reason'),
      amounts: explained('Amounts', 'Named amounts, in quotes.', {
        type: 'object',
        propertyNames: nameSchema,
        additionalProperties: reference('amount'),
      }),
      label: orNull(explained('Label', "The policy's own word for the outcome; null where it uses none.", nameSchema)),
      proposed: orNull(
        explained('Proposed', 'What a reviewer is proposed, in quotes; null for nothing.', reference('amount')),
      ),
      level: orNull(explained('Level', 'The level that reviews it; null for no review.', nameSchema)),
      capped_from: orNull(
        explained(
          'Capped from',
          'The amount before the cap took something away; null where it took nothing.',
          reference('amount'),
        ),
      ),
      actions: explained(
        'Actions',
        'All actions in their order, by name or as { name, parameters }; parameters that are not named are not checked.',
        { type: 'array', items: expectedAction, maxItems: 50 },
      ),
    }),
    minProperties: 1,
  },
)

/** One of a policy's own tests. */
export const caseSchema: JsonSchema = closedObject(
  {
    name: explained('Name', 'What the case is about.', { type: ['string', 'number'], minLength: 1, maxLength: 300 }),
    section: explained('Section', 'refunds (left out: this) or disputes.', { enum: ['refunds', 'disputes'] }),
    facts: explained('Facts', 'The facts that the case is about, nested as in a request.', {
      type: ['object', 'null'],
    }),
    history: explained(
      'History',
      'History facts, nested, without their first segment where that is history: { claims_30d: 10 }.',
      {
        type: ['object', 'null'],
      },
    ),
    now: explained('Now', 'The time of the decision (2026-02-06T10:30:00Z).', {
      type: 'string',
      minLength: 1,
      maxLength: 40,
    }),
    expect,
  },
  ['name', 'expect'],
)

/** The key of a policy that holds cases beside no rule. */
export const caseProperties: Readonly<Record<string, JsonSchema>> = {
  cases: explained('Cases', "The policy's own tests that stand beside no rule.", {
    type: ['array', 'null'],
    items: reference('case'),
    maxItems: 5000,
  }),
}
