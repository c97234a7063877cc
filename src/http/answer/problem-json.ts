import type { Problem } from '../../problems/problem.ts'
import { type ProblemCode, problemTitles } from '../../problems/problem-codes.ts'

/** The HTTP status of every problem: nothing else chooses one. */
export const problemStatuses: Readonly<Record<ProblemCode, number>> = {
  invalid_request: 400,
  invalid_facts: 422,
  invalid_policy: 422,
  too_complex: 422,
  policy_cases_failed: 422,
  policy_unchanged: 409,
  policy_superseded: 409,
  policy_breaks_callers: 409,
  policy_retired: 409,
  draft_not_found: 404,
  draft_closed: 409,
  draft_required: 409,
  approval_required: 409,
  approval_refused: 409,
  publish_gate: 409,
  revision_conflict: 412,
  policy_not_found: 404,
  policy_version_not_found: 404,
  decision_not_found: 404,
  decision_erased: 410,
  receipt_not_ready: 409,
  order_conflict: 409,
  order_not_found: 404,
  correction_refused: 409,
  credit_conflict: 409,
  charge_conflict: 409,
  charge_not_known: 409,
  account_not_found: 404,
  erased_meanwhile: 409,
  insufficient_balance: 409,
  review_not_found: 404,
  review_already_resolved: 409,
  review_not_ready: 409,
  review_waits: 409,
  review_level_too_low: 403,
  proposal_changed: 409,
  refund_too_large: 409,
  dispute_not_found: 404,
  dispute_conflict: 409,
  debit_conflict: 409,
  delivery_conflict: 409,
  approvals_unchanged: 409,
  idempotency_key_reused: 422,
  version_required: 428,
  version_conflict: 412,
  unauthenticated: 401,
  forbidden: 403,
  too_many_requests: 429,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  not_acceptable: 406,
  payload_too_large: 413,
  headers_too_large: 431,
  request_timeout: 408,
  api_key_not_found: 404,
  service_draining: 503,
  store_unavailable: 503,
  store_damaged: 500,
  archive_unavailable: 503,
  invalid_configuration: 500,
  internal_error: 500,
}

/** Problems that stop the start or a command line, and that no request meets. */
export const neverAnswered = ['invalid_configuration', 'policy_superseded'] as const satisfies ProblemCode[]
export type AnsweredProblem = Exclude<ProblemCode, (typeof neverAnswered)[number]>

export const problemMediaType = 'application/problem+json'

/** An RFC 9457 problem document. */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** The id of the request. */
  readonly instance: string
  readonly code: ProblemCode
  readonly [extension: string]: unknown
}

/** Stable URI of a problem's kind. */
export function problemType(code: ProblemCode): string {
  return `urn:refund-policy:problem:${code}`
}

/**
 * What a client is told of it: of what befell the store nothing that names a file, a host or an entry. The log has all of it.
 */
function publicDetail({ code, detail, cause }: Problem): string {
  switch (code) {
    case 'store_damaged':
      return 'What is stored cannot be read. The log has more under the id of this request.'
    case 'archive_unavailable':
      return 'What is asked for, or decides it, is in an archive that cannot be read now. The log has more under the id of this request.'
    case 'invalid_configuration':
      return 'The service is not set up rightly. The log has more under the id of this request.'
    case 'store_unavailable':
      // Without a cause it is our own word, such as that too many write at once.
      return cause === undefined ? detail : 'The store cannot be used now. Try again.'
    default:
      return detail
  }
}

/** The document of a problem; its extensions cannot replace the members that every problem has. */
export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  return {
    ...problem.extensions,
    type: problemType(problem.code),
    title: problemTitles[problem.code],
    status: problemStatuses[problem.code],
    detail: publicDetail(problem),
    instance: requestId,
    code: problem.code,
  }
}
