import { type ProblemCode, problemTitles } from './problem-codes.ts'

/**
 * The one error type that reaches a caller. `detail` and `extensions` are public and say what is
 * wrong and how to mend it; `cause` is for the log only. The HTTP status is chosen at the HTTP edge.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(
    code: ProblemCode,
    detail: string,
    options: { readonly extensions?: Record<string, unknown>; readonly cause?: unknown } = {},
  ) {
    super(`${problemTitles[code]}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.extensions = options.extensions ?? {}
  }
}
