/** Where a fault stands in a text: both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export type Severity = 'error' | 'warning'

/**
 * One fault of a policy text. `code` is stable and documented; `path` is a JSON pointer into the
 * document; `message` says what is wrong and `hint` how to mend it.
 */
export interface Diagnostic extends Position {
  readonly code: string
  readonly severity: Severity
  readonly path: string
  readonly message: string
  readonly hint: string
}

/** Orders diagnostics by place, then code, so that the same text always lists them alike. */
export function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  return (
    left.line - right.line ||
    left.column - right.column ||
    left.code.localeCompare(right.code) ||
    left.message.localeCompare(right.message)
  )
}
