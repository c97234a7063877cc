/** One fault of a request's facts. */
export interface FactError {
  /** Dotted name of the fact, or of the group that is at fault; empty for the facts as a whole. */
  readonly fact: string
  /** JSON pointer below the facts. */
  readonly pointer: string
  /** What is wrong, with the value (shortened). */
  readonly message: string
  /** What would be right. */
  readonly accepted: string
  /** It was not given at all. */
  readonly isAbsent?: true
}

/** Orders errors by fact, so that the same facts always list them alike. */
export function compareFactErrors(left: FactError, right: FactError): number {
  return compareText(left.fact, right.fact) || compareText(left.pointer, right.pointer)
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
