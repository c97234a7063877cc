import { problemTitles } from '../../problems/problem-codes.ts'
import {
  type AnsweredProblem,
  neverAnswered,
  problemMediaType,
  problemStatuses,
  problemType,
} from '../answer/problem-json.ts'
import type { Header, ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const answeredProblems = Object.keys(problemTitles).filter((code) => !neverAnswered.some((never) => never === code))

const text: Schema = { type: 'string' }

/** The problem document with its extensions. */
export const problemSchemas: { readonly [name: string]: Schema } = {
  Problem: {
    ...objectOf(
      {
        type: { type: 'string', format: 'uri', description: 'Stable URI of the kind of problem.' },
        title: text,
        status: { type: 'integer', minimum: 400, maximum: 599 },
        detail: { type: 'string', description: 'What is wrong here and how to mend it.' },
        instance: { type: 'string', description: 'The id of the request, as in `X-Request-Id`.' },
        code: { type: 'string', enum: answeredProblems, description: 'Stable word for the kind of problem.' },
        errors: { ...listOf(schemaRef('RequestFault')), description: 'With `invalid_request` and `invalid_facts`.' },
        diagnostics: { ...listOf(schemaRef('Diagnostic')), description: 'With `invalid_policy`.' },
        cases: { ...listOf(schemaRef('CaseResult')), description: 'With `policy_cases_failed`.' },
        breaking: { ...listOf(schemaRef('BreakingFact')), description: 'With `policy_breaks_callers`.' },
        current_version: {
          type: ['integer', 'null'],
          description: 'With `version_conflict`: the active version; null where there is none.',
        },
        published: {
          ...listOf(
            objectOf({
              version: { type: 'integer', minimum: 1 },
              author: text,
              reason: { type: ['string', 'null'] },
              published_at: schemaRef('Instant'),
            }),
          ),
          description: 'With `version_conflict`: what was published since the version that was expected, newest first.',
        },
        changes: { ...listOf(schemaRef('PolicyChange')), description: 'With `version_conflict`: what that changed.' },
        current_revision: { type: 'integer', minimum: 0, description: 'With `revision_conflict`: the newest one.' },
        acts: {
          ...listOf(schemaRef('DraftAct')),
          description: 'With `revision_conflict`: what was done to the draft since.',
        },
        difference: {
          ...schemaRef('TextDifference'),
          description: 'With `revision_conflict`: from the text that is there to the one that was sent.',
        },
        limits: {
          ...listOf(objectOf({ limit: text, allowed: text, found: text })),
          description: 'With `publish_gate`: each limit that the text is over, and the figure.',
        },
        balance: { ...schemaRef('Money'), description: 'With `insufficient_balance`: what there is.' },
        at_most: { ...schemaRef('Money'), description: 'With `refund_too_large`: what the order may still get.' },
        proposed: {
          ...orNull(schemaRef('Amount')),
          description: 'With `proposal_changed`: what is proposed now; null where nothing is any more.',
        },
        needed: { type: 'string', description: 'With `review_level_too_low`: the level that it takes.' },
        level: { type: 'string', description: "With `review_level_too_low`: the key's." },
        policy: { type: 'string', description: 'With `review_level_too_low`: of which policy.' },
        costliest: { type: 'string', description: 'With `too_complex`: what of the text cost the most.' },
        milliseconds: { type: 'integer', minimum: 0, description: 'With `too_complex`: how long that took.' },
        last_line: {
          type: 'integer',
          minimum: 0,
          description: 'With `service_draining`: number of the last line that was answered; 0 for none.',
        },
        retry_after: { type: 'integer', description: 'With `too_many_requests`: seconds to wait before the next try.' },
        waiting: {
          type: ['string', 'null'],
          description:
            'With `review_already_resolved`: the review that waits instead, null where none does; with `review_waits` it.',
        },
      },
      [
        'errors',
        'diagnostics',
        'cases',
        'breaking',
        'current_version',
        'published',
        'changes',
        'current_revision',
        'acts',
        'difference',
        'limits',
        'balance',
        'at_most',
        'proposed',
        'needed',
        'level',
        'policy',
        'costliest',
        'milliseconds',
        'last_line',
        'retry_after',
        'waiting',
      ],
    ),
    additionalProperties: true,
    description: 'A problem document (RFC 9457). Some kinds of problem have members of their own.',
  },
  Money: objectOf({ amount: schemaRef('Amount'), currency: text }),
  RequestFault: {
    ...objectOf(
      {
        pointer: { type: 'string', description: 'JSON pointer into the body, or below `facts`.' },
        parameter: { type: 'string', description: 'Name of a path or query parameter.' },
        header: { type: 'string', description: 'Name of a header.' },
        fact: { type: 'string', description: 'Dotted name of the fact.' },
        message: text,
        accepted: { type: 'string', description: 'What would be right.' },
      },
      ['pointer', 'parameter', 'header', 'fact', 'accepted'],
    ),
    description: 'One fault of a request, and where it stands.',
  },
}

const retryAfterHeader: Header = {
  description: 'Seconds to wait before the next try.',
  required: true,
  schema: { type: 'string', pattern: '^[0-9]+$' },
  example: '1',
}

const statusHeaders: { readonly [status: number]: { readonly [name: string]: Header } } = {
  401: {
    'WWW-Authenticate': {
      description: 'How to authenticate.',
      required: true,
      schema: { type: 'string', pattern: '^Bearer' },
      example: 'Bearer realm="refund-policy"',
    },
  },
  405: {
    Allow: { description: 'The methods that the path has.', required: true, schema: text, example: 'GET, HEAD' },
  },
  429: {
    'Retry-After': retryAfterHeader,
    'RateLimit-Policy': {
      description:
        'How many requests (`q`) a key may send in how many seconds (`w`); with every answer where that is set.',
      required: false,
      schema: text,
      example: '"key";q=600;w=60',
    },
    RateLimit: {
      description: 'How many of them are left (`r`), and for how many seconds (`t`).',
      required: false,
      schema: text,
      example: '"key";r=0;t=12',
    },
  },
  503: { 'Retry-After': retryAfterHeader },
}

/** Every problem that the operation may answer with. */
export function problemsOf(operation: OperationDeclaration, secured: boolean): readonly AnsweredProblem[] {
  const codes: AnsweredProblem[] = [
    'invalid_request',
    'method_not_allowed',
    'request_timeout',
    'headers_too_large',
    'internal_error',
  ]
  if (operation.path.includes('{')) codes.push('not_found')
  if (operation.requestBody !== undefined) codes.push('payload_too_large', 'unsupported_media_type')
  if (writesOnAccounts(operation)) codes.push('erased_meanwhile')
  if (secured) codes.push('unauthenticated', 'forbidden', 'too_many_requests')
  if (secured || operation.problems.includes('policy_not_found'))
    codes.push('store_unavailable', 'store_damaged', 'archive_unavailable')
  return [...new Set([...codes, ...operation.problems])]
}

/** Whether it may append to the stream of an account. */
function writesOnAccounts({ method, path, id }: OperationDeclaration): boolean {
  return (
    method !== 'get' && id !== 'previewDecision' && /^\/v1\/(?:accounts|decisions|disputes|orders|reviews)\b/.test(path)
  )
}

/** One response for each status among the problems, under the name that the components keep it by. */
export function problemResponses(
  codes: readonly AnsweredProblem[],
): { readonly status: number; readonly name: string; readonly response: ResponseObject }[] {
  const byStatus = new Map<number, AnsweredProblem[]>()
  for (const code of codes.toSorted()) {
    const status = problemStatuses[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return [...byStatus].map(([status, group]) => ({
    status,
    name: group.map(pascalCase).join('Or'),
    response: problemResponse(status, group),
  }))
}

function problemResponse(status: number, codes: readonly AnsweredProblem[]): ResponseObject {
  return {
    description: codes.map((code) => `\`${code}\`: ${problemTitles[code]}.`).join(' '),
    ...(statusHeaders[status] === undefined ? {} : { headers: statusHeaders[status] }),
    content: {
      [problemMediaType]: {
        schema: schemaRef('Problem'),
        examples: Object.fromEntries(
          codes.map((code) => [code, { summary: problemTitles[code], value: example(code) }]),
        ),
      },
    },
  }
}

function example(code: AnsweredProblem): unknown {
  return {
    type: problemType(code),
    title: problemTitles[code],
    status: problemStatuses[code],
    detail: `${problemTitles[code]}.`,
    instance: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
    code,
  }
}

function pascalCase(code: string): string {
  return code
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
