import { amountSchema, closedBody } from './inputs.ts'
import { objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const yes: Schema = { type: 'boolean' }

/** How the texts of a policy are released. */
export const releaseSchemas: { readonly [name: string]: Schema } = {
  PublishGate: closedBody(
    {
      max_extra_credit_per_day: {
        type: 'object',
        propertyNames: { pattern: '^[A-Z0-9]{3,10}$' },
        additionalProperties: amountSchema,
        maxProperties: 100,
        description: 'By currency: what may be credited more on a day than before.',
      },
      max_flip_share: {
        type: 'string',
        pattern: '^(?:0(?:\\.[0-9]{1,9})?|1(?:\\.0{1,9})?)$',
        description: 'From 0 to 1: the share of decisions that may come out otherwise.',
      },
      require_cases: { ...yes, description: 'Every rule has a case.' },
      require_proofs: { ...yes, description: 'Nothing is proved of the text that is an error.' },
    },
    ['max_extra_credit_per_day', 'max_flip_share', 'require_cases', 'require_proofs'],
  ),
  ReleaseRequest: closedBody({
    four_eyes: { ...yes, description: 'A version needs a draft that a second person approved.' },
    publish_gate: schemaRef('PublishGate'),
  }),
  Release: objectOf({
    policy: { type: 'string' },
    revision: { type: 'integer', minimum: 0, description: '0 where nothing was set. It is the `ETag`, in quotes.' },
    four_eyes: yes,
    publish_gate: schemaRef('PublishGate'),
    set_by: { type: ['string', 'null'] },
    set_at: orNull(schemaRef('Instant')),
  }),
}
