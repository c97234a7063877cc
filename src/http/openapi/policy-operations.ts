import type { Parameter, ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { etagHeader, limitParameter, policyNameParameter, versionSchema } from './parameters.ts'
import { policyCheckExample, policySummaryExample, policyTextExample, policyVersionExample } from './policy-examples.ts'
import { policyBody, policyTag as tag, versionPathParameter } from './policy-inputs.ts'
import { publishingOperations } from './publishing-operations.ts'
import { type Schema, schemaRef } from './schema.ts'

const ifNoneMatchParameter: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the version at hand: it is not sent again while it is the same.',
  schema: { type: 'string', maxLength: 200 },
  example: '"3"',
}

const versionAnswers: { readonly [status: number]: ResponseObject } = {
  200: {
    description: 'The version: as JSON, or the YAML itself where `Accept` prefers `application/yaml`.',
    headers: {
      ETag: etagHeader,
      Vary: {
        description: 'The answer depends on the `Accept` header.',
        required: true,
        schema: { type: 'string' },
        example: 'Accept',
      },
    },
    content: {
      'application/json': { schema: schemaRef('PolicyVersion'), example: policyVersionExample },
      'application/yaml': { schema: { type: 'string' }, example: policyTextExample },
    },
  },
  304: { description: 'The version at hand is the one asked for.', headers: { ETag: etagHeader } },
}

function json(description: string, schema: Schema, example: unknown): { readonly 200: ResponseObject } {
  return { 200: { description, content: { 'application/json': { schema, example } } } }
}

const reading: readonly OperationDeclaration[] = [
  {
    id: 'listPolicies',
    method: 'get',
    path: '/v1/policies',
    tag,
    summary: 'List the policies',
    description: 'Every policy by name, with its active version.',
    parameters: [],
    answers: json('The policies.', schemaRef('PolicyList'), { items: [policySummaryExample] }),
    problems: [],
  },
  {
    id: 'getPolicy',
    method: 'get',
    path: '/v1/policies/{name}',
    tag,
    summary: 'Read the active version',
    description: 'The version that decides now: the one with the highest number.',
    parameters: [policyNameParameter, ifNoneMatchParameter],
    answers: versionAnswers,
    problems: ['policy_not_found', 'not_acceptable'],
  },
  {
    id: 'listPolicyVersions',
    method: 'get',
    path: '/v1/policies/{name}/versions',
    tag,
    summary: 'List the versions',
    description: 'Every version that was ever published, newest first, in pages.',
    parameters: [
      policyNameParameter,
      {
        name: 'before',
        in: 'query',
        required: false,
        description: 'Only versions below this number.',
        schema: versionSchema,
        example: 3,
      },
      limitParameter,
    ],
    answers: json('One page of versions.', schemaRef('PolicyVersionPage'), {
      items: [policySummaryExample],
      next_before: null,
    }),
    problems: ['policy_not_found'],
  },
  {
    id: 'getPolicyVersion',
    method: 'get',
    path: '/v1/policies/{name}/versions/{version}',
    tag,
    summary: 'Read a version',
    description: 'Any version as it was published: it never changes.',
    parameters: [policyNameParameter, versionPathParameter, ifNoneMatchParameter],
    answers: versionAnswers,
    problems: ['policy_not_found', 'policy_version_not_found', 'not_acceptable'],
  },
  {
    id: 'getFactsSchema',
    method: 'get',
    path: '/v1/policies/{name}/facts.schema.json',
    tag,
    summary: 'Read the schema of the facts',
    description: 'JSON Schema (2020-12) of the `facts` of a request under the active version, for backends and forms.',
    parameters: [
      policyNameParameter,
      {
        name: 'section',
        in: 'query',
        required: false,
        description: 'The part of the policy that the facts are for.',
        schema: { type: 'string', enum: ['refunds', 'disputes'], default: 'refunds' },
        example: 'refunds',
      },
    ],
    answers: {
      200: {
        description: 'The schema.',
        headers: { ETag: etagHeader },
        content: {
          'application/schema+json': {
            schema: { type: 'object', additionalProperties: true },
            example: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' },
          },
        },
      },
    },
    problems: ['policy_not_found'],
  },
]

const checking: readonly OperationDeclaration[] = [
  {
    id: 'validatePolicy',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/validate',
    tag,
    summary: 'Check a text',
    description: 'All faults of the text at once, and how its own cases come out. Nothing is stored.',
    parameters: [policyNameParameter],
    requestBody: policyBody,
    answers: json('What was found: also for a text with faults.', schemaRef('PolicyCheck'), policyCheckExample),
    problems: ['too_complex'],
  },
]

/** The operations on policies. */
export const policyOperations: readonly OperationDeclaration[] = [...reading, ...publishingOperations, ...checking]
