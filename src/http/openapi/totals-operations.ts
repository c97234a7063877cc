import type { Parameter } from './document.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { filterParameter, policyNameSchema } from './parameters.ts'
import { listOf, objectOf, type Schema, schemaRef } from './schema.ts'

const textOrNull: Schema = { type: ['string', 'null'] }

/** How many days one answer may be about. */
export const mostDays = 400

const day = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'query',
  required: true,
  description,
  schema: { type: 'string', format: 'date' },
  example,
})

/** What the operation on totals answers. */
export const totalsSchemas: { readonly [name: string]: Schema } = {
  DayTotal: {
    ...objectOf({
      day: { type: 'string', format: 'date', description: 'A day in the time zone.' },
      policy: textOrNull,
      policy_version: { type: ['integer', 'null'], minimum: 1 },
      outcome: textOrNull,
      clause: textOrNull,
      rule: textOrNull,
      currency: { type: ['string', 'null'], description: 'Null where nothing was credited.' },
      decisions: { type: 'integer', minimum: 0, description: 'Decisions; what people resolved is none.' },
      credited: { ...schemaRef('Amount'), description: 'By decisions and by persons.' },
      credited_automatically: { ...schemaRef('Amount'), description: 'What of it no person approved.' },
    }),
    description:
      'What was decided and credited on one day under one version, with one outcome, clause, rule and currency. What a ' +
      'person resolves counts on its own day, under the rule that led to it.',
  },
  Totals: objectOf({
    time_zone: { type: 'string', description: 'Whose days these are, as it was asked for.' },
    items: listOf(schemaRef('DayTotal')),
  }),
}

/** The operation that tells sums over all accounts. */
export const totalsOperations: readonly OperationDeclaration[] = [
  {
    id: 'getTotals',
    method: 'get',
    path: '/v1/totals',
    tag: 'Decisions',
    summary: 'Sum up days',
    description:
      'Decisions and credits by day, policy, version, outcome, clause, rule and currency, by day first. They are kept as ' +
      `entries are written, so it costs the same at any size of the store. At most ${mostDays} days, in UTC or in the time ` +
      'zone that is named: they begin and end as they do there, also where clocks change.',
    parameters: [
      day('from', 'The first day, in the time zone.', '2026-11-01'),
      day('to', 'The day after the last one, in the time zone.', '2026-12-01'),
      { ...filterParameter('policy', 'Totals of this policy.', 'smm-panel'), schema: policyNameSchema },
      {
        name: 'time_zone',
        in: 'query',
        required: false,
        description: 'Whose days are counted: an IANA name such as `Europe/Berlin`. UTC where it is left out.',
        schema: { type: 'string', minLength: 1, maxLength: 64 },
        example: 'America/New_York',
      },
    ],
    answers: {
      200: jsonResponse('The totals.', 'Totals', {
        time_zone: 'America/New_York',
        items: [
          {
            day: '2026-11-23',
            policy: 'smm-panel',
            policy_version: 2,
            outcome: 'approve',
            clause: '2.b',
            rule: 'undelivered-part',
            currency: 'USD',
            decisions: 214,
            credited: '311.20418',
            credited_automatically: '298.7',
          },
        ],
      }),
    },
    problems: [],
  },
]
