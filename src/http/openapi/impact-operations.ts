import { decisionFilters } from './decision-filters.ts'
import { ndjsonMediaType, type Parameter, type ResponseObject } from './document.ts'
import { impactExample } from './impact-example.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { policyNameParameter } from './parameters.ts'
import { policyBody, policyTag as tag, versionPathParameter } from './policy-inputs.ts'
import { schemaRef } from './schema.ts'

function whole(name: string, description: string, [initial, maximum]: readonly [number, number]): Parameter {
  const schema = { type: 'integer', minimum: 1, maximum, default: initial }
  return { name, in: 'query', required: false, description, schema, example: initial }
}

const selection: readonly Parameter[] = [
  ...decisionFilters.filter(({ name }) => ['account', 'from', 'to'].includes(name)),
  {
    name: 'sample',
    in: 'query',
    required: false,
    description: 'Only for this share of the accounts: the same ones for the same seed.',
    schema: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    example: 0.1,
  },
  whole('seed', 'Another number is another sample.', [1, 999_999_999]),
  whole('top', 'How many of the largest changes are listed, for each currency.', [10, 1000]),
]

const lines: { readonly 200: ResponseObject } = {
  200: {
    description: 'NDJSON: lines of progress while it is worked out, and the impact. The schema is that of a line.',
    content: { [ndjsonMediaType]: { schema: schemaRef('ImpactLine'), example: { impact: impactExample } } },
  },
}

const meaning =
  'decides recorded decisions of the policy again and adds up what would have come out: how many flip, from which rule ' +
  'to which, credits before and after, the largest changes, and what could not be decided again. Nothing is stored. ' +
  'It ends when the client goes away; impacts are worked out one after the other, beside the requests. The key needs ' +
  'a role that may read decisions, too.'

/** What a text or version would have made of recorded decisions. */
export const impactOperations: readonly OperationDeclaration[] = [
  {
    id: 'measureTextImpact',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/impact',
    tag,
    summary: 'Measure what a text would change',
    description: `By the text it ${meaning} Its own cases need not hold.`,
    parameters: [policyNameParameter, ...selection],
    requestBody: policyBody,
    answers: lines,
    problems: ['policy_not_found', 'invalid_policy', 'too_complex', 'service_draining'],
  },
  {
    id: 'measureVersionImpact',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/versions/{version}/impact',
    tag,
    summary: 'Measure what a version would change',
    description: `By the version it ${meaning}`,
    parameters: [policyNameParameter, versionPathParameter, ...selection],
    answers: lines,
    problems: ['policy_not_found', 'policy_version_not_found', 'service_draining'],
  },
]
