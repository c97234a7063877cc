import type { OperationDeclaration } from './operation-declaration.ts'
import { policyNameParameter, versionSchema } from './parameters.ts'
import { policyBody, policyTag as tag } from './policy-inputs.ts'
import { schemaRef } from './schema.ts'

const example = {
  findings: [
    {
      code: 'refund_above_charge',
      severity: 'error',
      status: 'example',
      section: 'refunds',
      rule: 'undelivered-part',
      line: 741,
      column: 5,
      message: 'The refund of the rule "undelivered-part" can be more than was paid; only the cap holds it back.',
      hint: 'Take it within bounds, for example with prorate, clamp or min.',
      rules: [],
      facts: [],
      example: {
        facts: {
          order: { id: 'o-1', status: 'partial', quantity: '10', remains: '20', charge: '100', currency: 'USD' },
        },
        history: {},
        now: '2026-01-01T12:00:00.000Z',
        decision: { outcome: 'approve', rule: 'undelivered-part', reason: 'partial_undelivered', refund: '100' },
      },
      because: null,
    },
  ],
  groups: [
    {
      code: 'refund_above_charge',
      severity: 'error',
      section: 'refunds',
      rule: 'undelivered-part',
      line: 741,
      column: 5,
      message: 'The refund of the rule "undelivered-part" can be more than was paid; only the cap holds it back.',
      findings: [0],
    },
  ],
  comparison: null,
  is_partial: false,
  because: null,
}

/** What can be proved of a policy's text. */
export const proofOperations: readonly OperationDeclaration[] = [
  {
    id: 'provePolicy',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/proofs',
    tag,
    summary: 'Prove what a text does for every order',
    description:
      'Without `against`: rules that never decide, amounts out of bounds and other findings, each proved or shown by an ' +
      'order. With it: exactly which orders the text decides otherwise than that version, and whether it is proved that there ' +
      'are no others. Nothing is stored. Proofs are worked out one after the other, beside the requests, each within `proof_ms`.',
    parameters: [
      policyNameParameter,
      {
        name: 'against',
        in: 'query',
        required: false,
        description: 'A published version to compare with.',
        schema: versionSchema,
        example: 3,
      },
    ],
    requestBody: policyBody,
    answers: {
      200: {
        description: 'What was found out.',
        content: { 'application/json': { schema: schemaRef('PolicyProof'), example } },
      },
    },
    problems: ['policy_not_found', 'policy_version_not_found', 'invalid_policy', 'too_complex'],
  },
]
