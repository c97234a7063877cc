/** A calculation left the bounds within which exact arithmetic stays quick. */
export class OverflowError extends RangeError {
  override readonly name = 'OverflowError'
}

/** A division by zero. */
export class DivisionByZeroError extends RangeError {
  override readonly name = 'DivisionByZeroError'
}
