import type { AnsweredProblem } from '../answer/problem-json.ts'
import type { Parameter, ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { etagHeader, locationHeader, policyNameParameter } from './parameters.ts'
import { policyVersionExample } from './policy-examples.ts'
import { policyBody, policyTag as tag, versionPathParameter } from './policy-inputs.ts'
import { schemaRef } from './schema.ts'

const reasonParameter: Parameter = {
  name: 'reason',
  in: 'query',
  required: false,
  description: 'Why, for those who look at the versions later.',
  schema: { type: 'string', minLength: 1, maxLength: 500 },
  example: 'Clearer wording of clause 2.b',
}

/** Whether callers may be refused that were not before. */
export const acceptBreakingParameter: Parameter = {
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

const publishedHeaders = {
  ETag: etagHeader,
  Location: { ...locationHeader, example: '/v1/policies/smm-panel/versions/3' },
}

/** A version that was published just now. */
export const publishedAnswer: { readonly [status: number]: ResponseObject } = {
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

/** What keeps a text from being published. */
export const publishProblems: readonly AnsweredProblem[] = [
  'policy_not_found',
  'version_required',
  'version_conflict',
  'policy_unchanged',
  'policy_breaks_callers',
  'invalid_policy',
  'policy_cases_failed',
  'publish_gate',
  'too_complex',
]

/** The operations that change which text decides. */
export const publishingOperations: readonly OperationDeclaration[] = [
  {
    id: 'publishPolicyVersion',
    ownTime: true,
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
    problems: [...publishProblems, 'draft_required'],
  },
  {
    id: 'restorePolicyVersion',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/versions/{version}/restore',
    tag,
    summary: 'Publish an old text again',
    description:
      'Publishes the text of that version as the next one, checked as any text is. The old version stays as it is. ' +
      'It also brings a retired policy back.',
    parameters: [policyNameParameter, versionPathParameter, reasonParameter, acceptBreakingParameter, ifMatchParameter],
    answers: publishedAnswer,
    problems: [...publishProblems, 'draft_required', 'policy_version_not_found'],
  },
  {
    id: 'retirePolicy',
    ownTime: true,
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
    problems: ['policy_not_found', 'version_required', 'version_conflict', 'draft_required', 'policy_retired'],
  },
]
