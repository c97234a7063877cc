/**
 * A calculation that has no result (division by zero, a clamp with its low above its high, a value
 * out of bounds). Its message may be shown to people; evaluation turns it into an unknown.
 */
export class CalculationFault extends Error {
  override readonly name = 'CalculationFault'
}
