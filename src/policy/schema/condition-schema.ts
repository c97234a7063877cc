import { operators } from '../model/condition.ts'
import {
  chooseByKey,
  chooseByType,
  closedObject,
  conditional,
  explained,
  type JsonSchema,
  mapOf,
  orNothing,
  reference,
} from './json-schema.ts'
import { nameSchema } from './scalar-schema.ts'

const literal: JsonSchema = { type: ['string', 'number', 'boolean'] }

const value = explained(
  'Value',
  'What is compared with: a literal of the type of the fact or the name of a constant, a list of them for in and notIn, or { fact: other }.',
  chooseByType([
    ['object', closedObject({ fact: reference('fact_name') }, ['fact'])],
    ['array', { type: 'array', items: literal, minItems: 1, maxItems: 1000 }],
    ['string', literal],
    ['number', literal],
    ['boolean', literal],
  ]),
)

const parts = (title: string, description: string): JsonSchema =>
  explained(title, description, { type: 'array', items: reference('condition'), minItems: 1, maxItems: 500 })

const all = parts('All', 'True if every part is true.')
const any = parts('Any', 'True if at least one part is true.')
const not = explained('Not', 'True if the condition is false.', reference('condition'))
const named = explained('Condition', 'The name of a condition that `conditions` declares.', nameSchema)
const fact = explained('Fact', 'The fact or derived value that is looked at.', reference('fact_name'))
const operator = explained(
  'Operator',
  'equal, notEqual, in, notIn for all types; lessThan, lessThanInclusive, greaterThan, greaterThanInclusive for numbers, timestamps and dates.',
  { enum: operators },
)

const leaf = closedObject({ fact, operator, value }, ['fact', 'operator', 'value'])

const tree = chooseByKey(
  [
    ['all', closedObject({ all })],
    ['any', closedObject({ any })],
    ['not', closedObject({ not })],
    ['condition', closedObject({ condition: named })],
    ['fact', leaf],
    ['operator', leaf],
    ['value', leaf],
  ],
  { ...closedObject({ all, any, not, condition: named, fact, operator, value }), minProperties: 1 },
)

/** A formula of truth, or all, any, not, { condition: name } or a leaf { fact, operator, value }. */
export const conditionSchema: JsonSchema = explained(
  'Condition',
  "A formula that is true or false (order.status == 'partial' and order.remains > 0), or one of { all: [...] }, { any: [...] }, { not: ... }, { condition: name }, or { fact: ..., operator: ..., value: ... }.",
  {
    type: ['object', 'string', 'boolean'],
    minLength: 1,
    maxLength: 4000,
    properties: { all: {}, any: {}, not: {}, condition: {}, fact: {}, operator: {}, value: {} },
    ...conditional({ type: 'object' }, tree, {}),
  },
)

/** The key of a policy that holds named conditions. */
export const conditionProperties: Readonly<Record<string, JsonSchema>> = {
  conditions: explained(
    'Named conditions',
    'Conditions that rules share, by name: { condition: name }.',
    orNothing(mapOf(reference('condition'), nameSchema)),
  ),
}
