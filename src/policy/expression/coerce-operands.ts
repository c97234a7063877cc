import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import { type CheckContext, report } from './check-context.ts'
import { describeType } from './expression-type.ts'
import type { FormulaSyntax } from './formula-syntax.ts'

/** An operand that was checked, with the place where it stands. */
export interface Operand {
  readonly syntax: FormulaSyntax
  readonly expression: Expression
}

/** The text literal as a timestamp or date, if it is one; anything else as it is. */
export function readTimeLiteral(expression: Expression): Expression {
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return expression
  if (expression.type.kind !== 'text') return expression
  const timestamp = parseTimestamp(expression.value)
  if (timestamp !== undefined) return { ...expression, type: { kind: 'timestamp' }, value: timestamp }
  if (parseDate(expression.value) !== undefined) return { ...expression, type: { kind: 'date' } }
  return expression
}

/**
 * Brings operands to one type, quoted timestamps and dates beside such values included; null, with a
 * fault for each operand that differs from the first.
 */
export function coerceOperands(context: CheckContext, operands: readonly Operand[]): readonly Operand[] | null {
  const guide = operands.find(({ expression }) => !isQuoted(expression)) ?? operands[0]
  const type = guide?.expression.type
  if (type === undefined) return []
  const coerced = operands.map((operand) => coerce(context, operand, type))
  const known = coerced.filter((operand) => operand !== null)
  return known.length === coerced.length ? known : null
}

function isQuoted(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.type.kind === 'text'
}

function coerce(context: CheckContext, operand: Operand, type: ExpressionType): Operand | null {
  const isTime = isTimeType(type)
  const expression = isTime ? readTimeLiteral(operand.expression) : operand.expression
  if (expression.type.kind === type.kind) return { ...operand, expression }
  const message =
    isTime && isQuoted(expression)
      ? `${expression.source} is not ${describeType(type)}.`
      : `This is ${describeType(expression.type)}, but ${describeType(type)} stands beside it.`
  const hint = isTime && isTimeType(expression.type) ? mixedTimes : (besideTruth(operand, type) ?? hints[type.kind])
  return report(context, operand.syntax, { code: 'formula_type', message, hint })
}

/** Whether it is a moment or a day. */
export function isTimeType({ kind }: ExpressionType): boolean {
  return kind === 'timestamp' || kind === 'date'
}

const mixedTimes = 'date_of(x) is the day of a timestamp, at_hour(x, 0) the midnight that begins a date.'

/** How to mend what stands beside a truth value: one in quotes, or a second comparison in a chain; null for anything else. */
function besideTruth({ expression }: Operand, type: ExpressionType): string | null {
  if (type.kind !== 'boolean') return null
  const written = expression.kind === 'literal' ? String(expression.value) : ''
  if (written === 'true' || written === 'false') return `Write ${written} without quotes.`
  return expression.type.kind === 'number' ? 'Join two comparisons with and: 1 < x and x < 5.' : null
}

const hints: Readonly<Record<ExpressionType['kind'], string>> = {
  number: 'Both sides must be numbers; numbers are written without quotes.',
  text: 'Both sides must be texts; literal texts stand in quotes.',
  boolean: 'Both sides must be true or false.',
  timestamp: "Both sides must be timestamps; write a literal one as '2026-01-31T12:00:00Z'.",
  date: "Both sides must be dates; write a literal one as '2026-01-31'.",
}
