import { decisionExample } from './decision-examples.ts'
import { pathParameter, uuidSchema } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { languageTagSchema } from './parameters.ts'
import { listOf, objectOf, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }

/** What would have flipped a denied decision. */
export const flipSchemas: { readonly [name: string]: Schema } = {
  Flips: objectOf({
    decision: uuidSchema,
    flips: {
      ...listOf(schemaRef('Flip')),
      description: 'At most five; empty where nothing was found, and for what was not denied.',
    },
  }),
  Flip: {
    ...objectOf({
      changes: listOf(
        objectOf({
          fact: { type: ['string', 'null'], description: 'Null for the time at which it was asked.' },
          from: { type: ['string', 'boolean', 'null'], description: 'Null where it is unknown.' },
          to: { type: ['string', 'boolean'] },
        }),
      ),
      rule: { type: ['string', 'null'], description: 'What would decide then.' },
      clause: orNothing,
      refund: objectOf({ amount: schemaRef('Amount'), currency: text }),
      words: { type: 'string', description: 'The same for the customer.' },
    }),
    description: 'Changes under which the version in effect would have refunded: decided, not estimated.',
  },
}

/** Asks what would have flipped a decision. */
export const flipOperations: readonly OperationDeclaration[] = [
  {
    id: 'getFlips',
    method: 'get',
    path: '/v1/decisions/{id}/flips',
    tag: 'Decisions',
    summary: 'See what would have flipped it',
    description:
      'The smallest changes under which a denied decision would have been a refund: of facts that the policy calls ' +
      '`changeable`, and of the time at which it was asked; one of them, or two where none is enough. Each was decided ' +
      'by the version in effect, in the circumstances of then.',
    parameters: [
      pathParameter('id', 'Id of the decision.', uuidSchema, decisionExample.id),
      {
        name: 'language',
        in: 'query',
        required: false,
        description: 'The language of the words; without it that of the decision.',
        schema: languageTagSchema,
        example: 'de',
      },
    ],
    answers: {
      200: jsonResponse('What was found.', 'Flips', {
        decision: decisionExample.id,
        flips: [
          {
            changes: [{ fact: null, from: '2026-11-23T08:00:00.000Z', to: '2026-11-21T08:00:00.000Z' }],
            rule: 'in-time',
            clause: '1',
            refund: { amount: '90.00', currency: 'EUR' },
            words: 'It would be refunded (90.00 EUR) if it had been asked 2 days earlier.',
          },
        ],
      }),
    },
    problems: ['decision_not_found', 'decision_erased'],
  },
]
