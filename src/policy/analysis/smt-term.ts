import type { Rational } from '../../money/rational.ts'

/** The sorts of the solver that values are told in: numbers are exact, texts are codes, times are milliseconds or days. */
export type Sort = 'Bool' | 'Int' | 'Real'

/** All of them hold; what is plainly true or false is left out or decides. */
export function and(...terms: readonly string[]): string {
  return joined('and', { neutral: 'true', deciding: 'false' }, terms)
}

/** Any of them holds. */
export function or(...terms: readonly string[]): string {
  return joined('or', { neutral: 'false', deciding: 'true' }, terms)
}

function joined(
  operator: 'and' | 'or',
  { neutral, deciding }: { readonly neutral: string; readonly deciding: string },
  terms: readonly string[],
): string {
  if (terms.includes(deciding)) return deciding
  const rest = [...new Set(terms)].filter((term) => term !== neutral)
  return rest.length === 0 ? neutral : rest.length === 1 ? (rest[0] ?? neutral) : `(${operator} ${rest.join(' ')})`
}

/** The opposite. */
export function not(term: string): string {
  if (term === 'true') return 'false'
  if (term === 'false') return 'true'
  return term.startsWith('(not ') ? term.slice(5, -1) : `(not ${term})`
}

/** One or the other. */
export function ite(condition: string, whenTrue: string, whenFalse: string): string {
  if (condition === 'true' || whenTrue === whenFalse) return whenTrue
  if (condition === 'false') return whenFalse
  if (whenTrue === 'true') return or(condition, whenFalse)
  if (whenTrue === 'false') return and(not(condition), whenFalse)
  if (whenFalse === 'true') return or(not(condition), whenTrue)
  return whenFalse === 'false' ? and(condition, whenTrue) : `(ite ${condition} ${whenTrue} ${whenFalse})`
}

/** The second holds wherever the first does. */
export function implies(premise: string, conclusion: string): string {
  return or(not(premise), conclusion)
}

/** Both are the same value. */
export function equal(left: string, right: string): string {
  return left === right ? 'true' : `(= ${left} ${right})`
}

/** An exact number as a term of sort Real. */
export function realTerm(value: Rational): string {
  const [numerator = '0', denominator] = value.absolute().toString().split('/')
  const written = denominator === undefined ? decimal(numerator) : `(/ ${numerator}.0 ${denominator}.0)`
  return value.sign() < 0 ? `(- ${written})` : written
}

function decimal(text: string): string {
  return text.includes('.') ? text : `${text}.0`
}

/** A whole number as a term of sort Int. */
export function intTerm(value: number | bigint): string {
  return value < 0 ? `(- ${String(-value)})` : String(value)
}
