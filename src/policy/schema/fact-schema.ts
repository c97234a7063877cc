import { disputeEnds } from '../model/dispute-ending.ts'
import { historyEntries } from '../model/history-query.ts'
import { factTypes } from '../model/value.ts'
import { chooseByType, closedObject, explained, type JsonSchema, mapOf, orNothing, reference } from './json-schema.ts'
import { clauseIdSchema, nameSchema, ruleIdSchema } from './scalar-schema.ts'

const of = explained('Of', 'account (left out: this) or order.', { enum: ['account', 'order'] })
const states = explained('State', 'standing, open_disputes or credited.', {
  enum: ['standing', 'open_disputes', 'credited'],
})

const entriesQuery = closedObject(
  {
    entries: explained('Entries', `What is looked at: ${historyEntries.join(', ')}.`, { enum: historyEntries }),
    of: explained(
      'Of',
      'account (left out: this), other_orders: the account without this order, order, or part: what `subject.part` names.',
      { enum: ['account', 'other_orders', 'order', 'part'] },
    ),
    within: explained(
      'Within',
      'Only the time up to the decision: 30 days, 3 months, or calendar_month, the running month. Left out: all.',
      reference('duration'),
    ),
    before: explained(
      'Before',
      'Name of a timestamp, fact or derived value: only entries before it.',
      reference('fact_name'),
    ),
    where: explained(
      'Where',
      'Only entries with this outcome, rule, clause or kind of outcome; disputes that ended so; and entries whose fact equals one of this request, or a value: { order.item: { fact: order.item }, claim.reason: not_arrived }.',
      {
        ...closedObject({
          outcome: explained('Outcome', 'An outcome or label.', nameSchema),
          rule: {
            ...ruleIdSchema,
            description: 'The id of one rule. Of several, name the clause that they share, or add up a fact for each.',
          },
          clause: { ...clauseIdSchema, description: 'The id of one clause. Of several, add up a fact for each.' },
          kind: explained('Kind', 'approve, deny or review.', nameSchema),
          ended: explained('Ended', `How a dispute ended: ${disputeEnds.join(', ')}, or open.`, {
            enum: [...disputeEnds, 'open'],
          }),
        }),
        propertyNames: reference('fact_name'),
        additionalProperties: explained(
          'Compared fact',
          'What the fact of the earlier entry equals: the fact of this request, { fact: order.item }, or a value.',
          {
            ...closedObject({ fact: reference('fact_name') }, ['fact']),
            type: ['object', 'string', 'number', 'boolean'],
          },
        ),
      },
    ),
  },
  ['entries'],
)

const factSchema = explained(
  'Fact',
  'How a fact is declared: { type: string }, for an enum with its values, and with default or optional where it may be absent.',
  closedObject(
    {
      type: explained('Type', `${factTypes.join(', ')}.`, { enum: factTypes }),
      values: explained('Values', 'All values of an enum.', {
        type: 'array',
        items: explained('Value', 'Text; true and false need quotes.', {
          type: ['string', 'number'],
          minLength: 1,
          maxLength: 200,
        }),
        minItems: 1,
        maxItems: 1000,
      }),
      minimum: explained('Minimum', 'The least that a request may give of a number, or the name of a constant.', {
        type: ['string', 'number'],
      }),
      maximum: explained('Maximum', 'The most that a request may give of a number, or the name of a constant.', {
        type: ['string', 'number'],
      }),
      description: reference('description'),
      default: explained('Default', 'What it means that the fact is absent. Written as the type says.', {
        type: ['string', 'number', 'boolean'],
      }),
      optional: explained(
        'Optional',
        'true: an absent fact is unknown, and a decision that it matters to is a review.',
        {
          type: 'boolean',
        },
      ),
      required_when: explained(
        'Required when',
        "A condition over other facts, best a formula: claim.reason == 'damaged'. While it is true a request without the fact is refused; false or unknown, the fact is optional.",
        reference('condition'),
      ),
      from: explained(
        'From',
        'request (left out: this), order (frozen at first sight) or history (from our own journal, never in a request).',
        { enum: ['request', 'order', 'history'] },
      ),
      personal: explained('Personal', 'true: erasure removes it.', { type: 'boolean' }),
      changeable: explained(
        'Changeable',
        'true, or what customers call it, where it could have been otherwise: a denial then says which value would have been refunded.',
        chooseByType([
          ['boolean', { type: 'boolean' }],
          ['string', { type: 'string', minLength: 1, maxLength: 200 }],
          ['object', mapOf({ type: 'string', minLength: 1, maxLength: 200 }, { type: 'string' })],
        ]),
      ),
      count: explained('Count', 'How many entries: { entries: claims, of: account, within: 30 days }.', entriesQuery),
      sum: explained('Sum', 'The amounts of the entries added up.', entriesQuery),
      exists: explained('Exists', 'Whether there is such an entry.', entriesQuery),
      state: explained(
        'State',
        'standing of the account, open_disputes, or credited for the order; also { state: open_disputes, of: order }.',
        chooseByType([
          ['string', states],
          ['object', closedObject({ state: states, of }, ['state'])],
        ]),
      ),
      of: explained('Of', 'With state: account or order.', { enum: ['account', 'order'] }),
    },
    ['type'],
  ),
)

/** Facts and derived values. */
export const factProperties: Readonly<Record<string, JsonSchema>> = {
  facts: explained(
    'Facts',
    'Everything that a decision may look at, by dotted name. In a request they are nested: order.status is { order: { status: ... } }.',
    mapOf(factSchema, reference('fact_name')),
  ),
  derived: explained(
    'Derived values',
    'Formulas by name; they may read facts and one another, without cycles.',
    orNothing(mapOf(reference('formula'), reference('fact_name'))),
  ),
}
