import { chooseByType, explained, type JsonSchema, mapOf } from './json-schema.ts'

/** Names of methods, labels, actions, levels, reasons, tables and conditions. */
export const nameSchema: JsonSchema = explained(
  'Name',
  'Letters, digits and underscore, beginning with a letter (refund_to_balance).',
  { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,79}$' },
)

/** Names of facts and derived values. */
export const factNameSchema: JsonSchema = explained(
  'Name of a fact or derived value',
  'One or more segments of letters, digits and underscore, joined by dots (order.status).',
  { type: 'string', pattern: '^[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*$', maxLength: 120 },
)

/** Ids of clauses. */
export const clauseIdSchema: JsonSchema = explained(
  'Clause id',
  'The id of a clause as customers read it (2.b). A whole number needs no quotes.',
  { type: ['string', 'number'], pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' },
)

/** Ids of rules. */
export const ruleIdSchema: JsonSchema = explained(
  'Rule id',
  'Unique over all rules, kebab-case by custom (undelivered-part).',
  { type: ['string', 'number'], pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' },
)

/** Formulas, as text or a bare constant. */
export const formulaSchema: JsonSchema = explained(
  'Formula',
  'A formula over facts and derived values, such as prorate(order.charge, undelivered, order.quantity). Text constants stand in quotes inside it: \'"EUR"\'. A plain number may stand alone.',
  { type: ['string', 'number', 'boolean'] },
)

/** Lengths of time. */
export const durationSchema: JsonSchema = explained(
  'Duration',
  'A number and a unit: 30 min, 24 h, 30 days. Or the name of a constant that is one.',
  {
    type: 'string',
    minLength: 1,
    maxLength: 120,
  },
)

/** Exact amounts of money. */
export const amountSchema: JsonSchema = explained(
  'Exact decimal',
  'Decimal text in quotes ("12.50"). A bare number is read exactly as it is written if it has at most 15 significant digits. In limits also the name of a constant.',
  { type: ['string', 'number'] },
)

/** Tags of languages. */
export const languageTagSchema: JsonSchema = explained('Language', 'BCP 47 tag (en, de-AT).', {
  type: 'string',
  pattern: '^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$',
})

/** One text, or one for each language of the policy: { en: ..., de: ... }. */
export function textIn(bounds: { readonly minLength?: number; readonly maxLength: number }): JsonSchema {
  const text = { type: 'string', ...bounds }
  return chooseByType([
    ['string', text],
    ['object', { ...mapOf(text, languageTagSchema), minProperties: 1 }],
  ])
}

/** Texts with placeholders. */
export const messageSchema: JsonSchema = explained(
  'Text for the customer',
  'Placeholders in braces are filled in: any fact, derived value, constant or named amount, limits.decision.EUR, review.target, review.due, and refund, entitled, already_credited, proposed, currency, method. {name, plural|select|number|date|time, ...} is ICU MessageFormat. Braces themselves are written {{ and }}. With several languages: { en: ..., de: ... }.',
  textIn({ minLength: 1, maxLength: 4000 }),
)

/** Remarks that no customer reads. */
export const descriptionSchema: JsonSchema = explained('Description', 'For those who maintain the policy.', {
  type: 'string',
  maxLength: 4000,
})

/** Reasons of rules. */
export const reasonSchema: JsonSchema = explained(
  'Reason code',
  'lower_snake_case. Left out, it follows from the rule id: undelivered-part gives undelivered_part.',
  { type: 'string', pattern: '^[a-z][a-z0-9_]{0,79}$' },
)

/** Currencies by code. */
export const currencySchema: JsonSchema = explained('Currency', 'An ISO 4217 code, or one that money.scale names.', {
  type: 'string',
  pattern: '^[A-Z0-9]{3,10}$',
})
