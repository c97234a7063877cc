import { decisionExample } from './decision-examples.ts'
import { listOf, objectOf, orNull, type Schema } from './schema.ts'

const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const digest: Schema = { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' }

/** The receipt of a decision. */
export const receiptSchemas: { readonly [name: string]: Schema } = {
  Receipt: {
    ...objectOf({
      checkpoint: {
        type: 'string',
        description: 'The signed checkpoint (C2SP tlog-checkpoint): origin, size, root, extension lines, signature.',
      },
      entry: {
        type: 'object',
        additionalProperties: true,
        description:
          'What its hash covers: request, result, policy with its digest, commitments. Usual values are left out.',
      },
      format: { type: 'integer', const: 1 },
      hash: { ...sha256, description: 'SHA-256 over the RFC 8785 text of `entry`.' },
      number: {
        type: 'integer',
        minimum: 1,
        description: "The entry's number in the feed: leaf `number` - 1 of the tree.",
      },
      opened: {
        ...orNull({ type: 'object', additionalProperties: true }),
        description: 'The values behind the commitments and their salt; null where they are not told or were erased.',
      },
      proof: {
        ...listOf(digest),
        description: "Hashes from the leaf to the checkpoint's root, base64 (RFC 6962, section 2.1.1).",
      },
    }),
    description: 'In its one form, the RFC 8785 text: whoever verifies it compares every character.',
  },
}

const exampleDigest = 'mGVW8lJCFcSQQH7xrqvY0Z9hCFdIMFODF0zYBvaL9vA='

export const receiptExample = {
  checkpoint:
    `refunds.example.com\n2\n${exampleDigest}\ntime 2026-11-23T08:00:00.000Z\nstore ${decisionExample.policy.sha256}\n` +
    `accounts 1\naudit 1 ${decisionExample.policy.sha256}\n\n\u2014 refunds.example.com Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`,
  entry: { kind: 'decision', id: decisionExample.id },
  format: 1,
  hash: decisionExample.policy.sha256,
  number: 2,
  opened: null,
  proof: [exampleDigest],
}
