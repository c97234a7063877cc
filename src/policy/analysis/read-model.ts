import { Rational } from '../../money/rational.ts'
import type { FactDeclaration } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import { membersOf } from './solver.ts'
import type { TextCodes } from './text-codes.ts'
import { dateOfDay } from './translate-value.ts'
import type { Translated } from './translated.ts'

/** A printed number; null for one that is no fraction, such as a root. */
export function readNumber(printed: string): Rational | null {
  const text = printed.trim()
  if (!text.startsWith('(')) return Rational.parse(text) ?? null
  const [operator, first, second] = membersOf(text)
  const left = first === undefined ? null : readNumber(first)
  if (left === null) return null
  if (operator === '-' && second === undefined) return left.negated()
  const right = second === undefined ? null : readNumber(second)
  if (operator !== '/' || right === null || right.sign() === 0) return null
  return left.dividedBy(right)
}

/** A printed value of a kind; null where it is none that facts can have. */
export function readTerm(kind: Translated['kind'], printed: string, texts: TextCodes): Value | null {
  if (kind === 'boolean') return printed.trim() === 'true'
  const number = readNumber(printed)
  if (kind === 'number' || number === null) return number
  const whole = safeInteger(number)
  if (whole === null) return null
  if (kind === 'timestamp') return whole
  return kind === 'date' ? dateOfDay(whole) : texts.textOf(whole)
}

/** A whole number as times and codes are; null for one that is none. */
function safeInteger(number: Rational): number | null {
  if (!number.isInteger()) return null
  const big = number.toBigInt()
  return big > 9_007_199_254_740_991n || big < -9_007_199_254_740_991n ? null : asNumber(big)
}

function asNumber(big: bigint): number {
  return Number(big)
}

/** The terms to ask for: each variable, and whether it is given. */
export function modelTerms(variables: readonly FactVariable[]): readonly string[] {
  return variables.flatMap(({ name, given }) => (given === null ? [name] : [name, given]))
}

/** The facts of a model, those that are given only; null where one has a value that no fact can have. */
export function readFacts(
  variables: readonly FactVariable[],
  printed: readonly string[],
  texts: TextCodes,
): ReadonlyMap<FactVariable, Value> | null {
  const facts = new Map<FactVariable, Value>()
  let index = 0
  for (const variable of variables) {
    const value = readTerm(variable.kind, printed[index] ?? '', texts)
    const isGiven = variable.given === null || printed[index + 1] === 'true'
    index += variable.given === null ? 1 : 2
    if (!isGiven) continue
    if (value === null || !isWritable(variable.declaration, value)) return null
    facts.set(variable, value)
  }
  return facts
}

/** Whether a request can hold the value: a decimal with at most 24 digits after the point. */
function isWritable({ type }: FactDeclaration, value: Value): boolean {
  if (!(value instanceof Rational)) return true
  const [, fraction = ''] = value.toString().split('.')
  return !value.toString().includes('/') && fraction.length <= 24 && (type !== 'integer' || value.isInteger())
}
