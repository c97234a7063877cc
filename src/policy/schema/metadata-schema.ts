import { roundingModes } from '../../money/rounding-mode.ts'
import { builtInReasons, outcomeKinds } from '../model/policy.ts'
import { weekdayNames } from '../model/weekday-names.ts'
import { closedObject, conditional, explained, type JsonSchema, mapOf, orNothing, reference } from './json-schema.ts'
import { languageTagSchema, nameSchema, textIn } from './scalar-schema.ts'

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

const knownUntil = explained(
  'Known until',
  'The last day up to which the holidays are complete (2026-12-31); needed beside holidays. What would count a later day is decided by a person.',
  day,
)

const workingDays = {
  ...closedObject({
    weekdays: explained('Weekdays', 'Days of the week that are worked on. Left out: monday to friday.', {
      type: 'array',
      items: explained('Weekday', `${weekdayNames.join(', ')}.`, { enum: weekdayNames }),
      minItems: 1,
      maxItems: 14,
    }),
    holidays: explained(
      'Holidays',
      'Days that are no working days: [2026-12-25, 2027-01-01]. One on another day of the week changes nothing. Before the first of them only weekdays count.',
      { type: 'array', items: explained('Holiday', 'A day as year-month-day: 2026-12-25.', day), maxItems: 2000 },
    ),
    known_until: knownUntil,
  }),
  ...conditional(
    { required: ['holidays'] },
    { properties: { known_until: knownUntil }, required: ['known_until'] },
    {},
  ),
}

/** What a policy says of itself: who publishes it and in which language, place and money it decides. */
export const metadataProperties: Readonly<Record<string, JsonSchema>> = {
  name: explained(
    'Name',
    'The policy is published and asked for by this name: small letters, digits, hyphens and underscores (smm-panel).',
    {
      type: 'string',
      pattern: '^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$',
    },
  ),
  title: explained('Title', 'Heads the public page.', textIn({ minLength: 1, maxLength: 200 })),
  contact: explained('Contact', 'Where customers turn to: a mail address or a link.', {
    type: 'string',
    minLength: 1,
    maxLength: 500,
  }),
  language: explained('Language', 'BCP 47 tag of the texts (en, de-AT). Left out: en.', {
    ...languageTagSchema,
    default: 'en',
  }),
  languages: explained(
    'Languages',
    'The languages of the texts, the usual one first: [en, de]. Every text is then written in each: { en: ..., de: ... }.',
    { type: 'array', items: languageTagSchema, minItems: 1, maxItems: 50 },
  ),
  labels: explained(
    'Labels',
    'How values of enums, tables and methods are written for people: { early: { en: early, de: früh } }.',
    orNothing(mapOf(textIn({ minLength: 1, maxLength: 200 }), { type: 'string', minLength: 1, maxLength: 200 })),
  ),
  time_zone: explained('Time zone', 'IANA name (Europe/Vienna) that calendar days follow. Left out: UTC.', {
    type: 'string',
    minLength: 1,
    maxLength: 100,
    default: 'UTC',
  }),
  working_days: explained(
    'Working days',
    'What working_days_between(), add_working_days() and is_working_day() count: { holidays: [2026-12-25], known_until: 2026-12-31 }. Without holidays, Monday to Friday: {}.',
    orNothing(workingDays),
  ),
  money: explained(
    'Money',
    'How amounts are rounded.',
    orNothing(
      closedObject({
        rounding: explained('Rounding', 'How the final amount is rounded, once. Left out: half_even.', {
          enum: roundingModes,
          default: 'half_even',
        }),
        scale: explained(
          'Scale',
          "Digits after the point by currency, where they differ from the currency's usual minor unit: { USD: 5 }.",
          mapOf(
            explained('Digits after the point', 'A whole number from 0 to 18.', {
              type: 'integer',
              minimum: 0,
              maximum: 18,
            }),
            reference('currency'),
          ),
        ),
      }),
    ),
  ),
  refund_methods: explained('Refund methods', 'Names of the ways in which a refund may be paid: [balance_credit].', {
    type: 'array',
    items: nameSchema,
    minItems: 1,
    maxItems: 100,
  }),
  outcomes: explained(
    'Outcome labels',
    "The policy's own words for outcomes, each a kind of approve, deny or review: { refill_first: deny }.",
    orNothing(mapOf(explained('Kind', 'approve, deny or review.', { enum: outcomeKinds }), nameSchema)),
  ),
  messages: explained(
    'Messages for built-in reasons',
    'Texts for the decisions that no rule words, by reason.',
    orNothing(closedObject(Object.fromEntries(builtInReasons.map((reason) => [reason, reference('message')])))),
  ),
}
