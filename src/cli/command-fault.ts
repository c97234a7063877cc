import { CopyConflict } from '../maintenance/copy-tally.ts'
import { Problem } from '../problems/problem.ts'
import type { ProblemCode } from '../problems/problem-codes.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'

/** Ends a command for a reason of the command line itself: wrong use, a file that cannot be read, two stores that do not go together. */
export class CommandFault extends Error {
  readonly exitCode: CommandFaultCode

  constructor(message: string, exitCode: CommandFaultCode = exitCodes.usage) {
    super(message)
    this.exitCode = exitCode
  }
}

type CommandFaultCode = keyof typeof codes

const codes = {
  [exitCodes.usage]: 'usage',
  [exitCodes.conflict]: 'conflict',
  [exitCodes.notFound]: 'not_found',
} as const

/** What ended a command, for a person and for a program. */
export interface CommandFailure {
  readonly exitCode: ExitCode
  readonly code: string
  readonly detail: string
  readonly extensions: Readonly<Record<string, unknown>>
}

/** Tells what ended a command; the detail of an unexpected fault is its message, never its stack. */
export function failureOf(error: unknown): CommandFailure {
  if (error instanceof CommandFault) {
    return { exitCode: error.exitCode, code: codes[error.exitCode], detail: error.message, extensions: {} }
  }
  if (error instanceof CopyConflict) {
    return { exitCode: exitCodes.conflict, code: codes[exitCodes.conflict], detail: error.message, extensions: {} }
  }
  if (error instanceof Problem) {
    const { code, detail, extensions } = error
    return { exitCode: exitCodeOf(code), code, detail, extensions }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { exitCode: exitCodes.unexpected, code: 'internal_error', detail, extensions: {} }
}

function exitCodeOf(code: ProblemCode): ExitCode {
  switch (code) {
    case 'invalid_request':
    case 'invalid_facts':
    case 'invalid_policy':
    case 'policy_cases_failed':
      return exitCodes.notRight
    case 'invalid_configuration':
    case 'store_unavailable':
    case 'store_damaged':
    case 'archive_unavailable':
      return exitCodes.canNotStart
    case 'policy_unchanged':
    case 'policy_superseded':
    case 'policy_breaks_callers':
    case 'policy_retired':
    case 'draft_closed':
    case 'draft_required':
    case 'approval_required':
    case 'approval_refused':
    case 'publish_gate':
    case 'revision_conflict':
    case 'version_required':
    case 'version_conflict':
    case 'order_conflict':
    case 'approvals_unchanged':
    case 'review_already_resolved':
    case 'review_not_ready':
    case 'review_level_too_low':
    case 'proposal_changed':
    case 'refund_too_large':
      return exitCodes.conflict
    case 'policy_not_found':
    case 'policy_version_not_found':
    case 'draft_not_found':
    case 'api_key_not_found':
    case 'decision_not_found':
    case 'review_not_found':
    case 'dispute_not_found':
    case 'account_not_found':
      return exitCodes.notFound
    default:
      return exitCodes.unexpected
  }
}
