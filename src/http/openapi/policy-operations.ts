import type { AnsweredProblem } from '../answer/problem-json.ts'
import type { Parameter, RequestBody, ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { etagHeader, limitParameter, locationHeader, policyNameParameter, versionSchema } from './parameters.ts'
import { policyCheckExample, policySummaryExample, policyTextExample, policyVersionExample } from './policy-examples.ts'
import { type Schema, schemaRef } from './schema.ts'

const tag = 'Policies'

/** The media types that a policy text may be sent as. */
const policyMediaTypes = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/plain']

const policyBody: RequestBody = {
  description: 'The policy as YAML, in UTF-8.',
  required: true,
  content: {
    ...Object.fromEntries(policyMediaTypes.map((mediaType) => [mediaType, { schema: {}, example: policyTextExample }])),
    // The bytes of the text, for generated clients that know no media type of YAML.
    'application/octet-stream': { schema: { type: 'string', format: 'binary' }, example: policyTextExample },
  },
}

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

const versionPathParameter: Parameter = {
  name: 'version',
  in: 'path',
  required: true,
  description: 'Number of the version, from 1.',
  schema: versionSchema,
  example: 3,
}

const reasonParameter: Parameter = {
  name: 'reason',
  in: 'query',
  required: false,
  description: 'Why, for those who look at the versions later.',
  schema: { type: 'string', minLength: 1, maxLength: 500 },
  example: 'Clearer wording of clause 2.b',
}

const acceptBreakingParameter: Parameter = {
  name: 'accept_breaking',
  in: 'query',
  required: false,
  description:
    'Whether it may be published although callers that send or omit a fact will get 422 that did not before; ' +
    'without it that is `policy_breaks_callers`, with the list.',
  schema: { type: 'string', enum: ['true', 'false'], default: 'false' },
  example: 'true',
}

const ifMatchParameter: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The newest version as you know it, in quotes. It is required.',
  schema: { type: 'string', pattern: '^"[1-9][0-9]{0,8}"$' },
  example: '"3"',
}

const publishParameters: readonly Parameter[] = [
  policyNameParameter,
  reasonParameter,
  acceptBreakingParameter,
  {
    ...ifMatchParameter,
    description: 'The version that was edited, in quotes. One of this and `If-None-Match` is required.',
  },
  {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: '`*` for a policy that does not exist yet.',
    schema: { type: 'string', pattern: '^\\*$' },
    example: '*',
  },
]

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

const publishedHeaders = {
  ETag: etagHeader,
  Location: { ...locationHeader, example: '/v1/policies/smm-panel/versions/3' },
}

const publishedAnswer: { readonly [status: number]: ResponseObject } = {
  201: {
    description: 'The version, stored and active.',
    headers: publishedHeaders,
    content: {
      'application/json': {
        schema: schemaRef('PublishedPolicyVersion'),
        example: { ...policyVersionExample, warnings: [] },
      },
    },
  },
}

const publishProblems: readonly AnsweredProblem[] = [
  'policy_not_found',
  'version_required',
  'version_conflict',
  'policy_unchanged',
  'policy_breaks_callers',
  'invalid_policy',
  'policy_cases_failed',
  'too_complex',
]

const writing: readonly OperationDeclaration[] = [
  {
    id: 'publishPolicyVersion',
    method: 'post',
    path: '/v1/policies/{name}/versions',
    tag,
    summary: 'Publish a version',
    description:
      'Checks the text, runs its cases and appends it as the next version, which decides from then on. ' +
      'The name of the API key is the author.',
    parameters: publishParameters,
    requestBody: policyBody,
    answers: publishedAnswer,
    problems: publishProblems,
  },
  {
    id: 'restorePolicyVersion',
    method: 'post',
    path: '/v1/policies/{name}/versions/{version}/restore',
    tag,
    summary: 'Publish an old text again',
    description:
      'Publishes the text of that version as the next one, checked as any text is. The old version stays as it is. ' +
      'It also brings a retired policy back.',
    parameters: [policyNameParameter, versionPathParameter, reasonParameter, acceptBreakingParameter, ifMatchParameter],
    answers: publishedAnswer,
    problems: [...publishProblems, 'policy_version_not_found'],
  },
  {
    id: 'retirePolicy',
    method: 'post',
    path: '/v1/policies/{name}/retire',
    tag,
    summary: 'Retire a policy',
    description:
      'From then on the policy decides nothing, and its page says so; what has happened is still booked, and what ' +
      'waits for a person is still resolved. It is a version like any other: publishing a text, or restoring one, ends it.',
    parameters: [
      policyNameParameter,
      { ...reasonParameter, required: true, example: 'We sell no panels any more' },
      ifMatchParameter,
    ],
    answers: {
      201: {
        description: 'The version that retires it.',
        headers: publishedHeaders,
        content: {
          'application/json': {
            schema: schemaRef('PolicyVersion'),
            example: { ...policyVersionExample, retired: true },
          },
        },
      },
    },
    problems: ['policy_not_found', 'version_required', 'version_conflict', 'policy_retired'],
  },
  {
    id: 'validatePolicy',
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

export const policyOperations: readonly OperationDeclaration[] = [...reading, ...writing]
