import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const count: Schema = { type: 'integer', minimum: 0 }

/** How the checkpoints of the service stand. */
export const checkpointSchemas: { readonly [name: string]: Schema } = {
  ComparedCheckpoint: objectOf({
    size: { ...count, description: 'How many entries of the feed it covers.' },
    time: { ...schemaRef('Instant'), description: 'When it was signed.' },
    origin: { type: 'string', description: 'The key that signed it.' },
    root: { type: 'string', description: 'SHA-256 over all that it covers, base64 (RFC 6962).' },
    holds: {
      type: 'boolean',
      description: 'Whether the store comes to the same now: nothing that it covers was changed, removed or put in.',
    },
  }),
  CheckpointState: objectOf({
    written: { type: 'boolean', description: 'Whether this service writes checkpoints: `checkpoint_folder`.' },
    entries: { ...count, description: 'Entries that have their number in the feed by now.' },
    latest: { ...orNull(schemaRef('ComparedCheckpoint')), description: 'The newest one; null before the first.' },
  }),
}

/** The newest checkpoint, compared. */
export const checkpointOperations: readonly OperationDeclaration[] = [
  {
    id: 'getLatestCheckpoint',
    method: 'get',
    path: '/v1/checkpoints/latest',
    tag: 'Administration',
    summary: 'Compare the store with its newest checkpoint',
    description:
      'What the newest signed checkpoint covers, and whether the store, as it is now, is still the one that it is of. ' +
      '`refund-policy verify` proves more: every chain, balance and decision.',
    parameters: [],
    answers: {
      200: jsonResponse('The newest checkpoint.', 'CheckpointState', {
        written: true,
        entries: 20_431,
        latest: {
          size: 20_114,
          time: '2026-11-29T00:00:04.000Z',
          origin: 'refunds.example',
          root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
          holds: true,
        },
      }),
    },
    problems: [],
  },
]
