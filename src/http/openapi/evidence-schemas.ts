import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }

/** One document about a disputed payment. */
export const evidenceSchemas: { readonly [name: string]: Schema } = {
  DisputePack: objectOf({
    made_at: schemaRef('Instant'),
    dispute: schemaRef('Dispute'),
    order: orNull(schemaRef('Order')),
    purchase: {
      ...orNull(
        objectOf({
          at: schemaRef('Instant'),
          known_by: { type: 'string', enum: ['facts', 'first_entry'] },
        }),
      ),
      description: "When the order was bought: by the policy's `purchased_at`, else when it was first heard of here.",
    },
    policy: {
      ...orNull(schemaRef('ShownVersion')),
      description: 'The text that was shown then; null where none was published yet, or nobody knows when that was.',
    },
    decisions: { ...listOf(schemaRef('PackedDecision')), description: 'About the order, oldest first.' },
    messages: {
      ...listOf(objectOf({ at: schemaRef('Instant'), decision: text, text })),
      description: 'What the customer was told, oldest first.',
    },
    timeline: {
      ...listOf(
        objectOf({
          id: text,
          type: text,
          at: schemaRef('Instant'),
          part: { type: ['string', 'null'] },
          data: { type: 'object', additionalProperties: true },
        }),
      ),
      description: 'What happened to the order and in the dispute, as events tell it, oldest first.',
    },
    erased: { type: 'boolean', description: 'Whether personal data was erased: what is left out below was.' },
  }),
  PackedDecision: objectOf({
    decision: schemaRef('ExplainedDecision'),
    erased: { type: 'boolean', description: 'Whether personal data of it was erased.' },
    receipt: {
      type: ['string', 'null'],
      description: 'The text of its receipt, to the character; null where no checkpoint covers it yet.',
    },
    no_receipt: { type: ['string', 'null'], description: 'Why there is no receipt.' },
  }),
  ShownVersion: objectOf({
    name: text,
    version: { type: 'integer', minimum: 1 },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Of `text` in UTF-8.' },
    url: { type: 'string', description: 'Path of its public page.' },
    published_at: schemaRef('Instant'),
    until: { ...orNull(schemaRef('Instant')), description: 'When the next version took its place.' },
    retired: { type: 'boolean', description: 'Whether it had ended the policy.' },
    text,
  }),
}
