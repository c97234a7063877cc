import { Problem } from '../problems/problem.ts'
import { Rational } from './rational.ts'

const bounded = /^-?\d{1,24}(?:\.\d{1,24})?$/

/**
 * Reads an amount that a person or backend names. At most 24 digits before and after the point, as
 * for facts, so that sums of amounts stay readable: Problem invalid_request for anything else.
 */
export function givenAmount(text: string): Rational {
  const amount = bounded.test(text) ? Rational.parse(text) : undefined
  if (amount !== undefined) return amount
  throw new Problem(
    'invalid_request',
    `An amount is a plain decimal with at most 24 digits before and after the point, not ${text.slice(0, 100)}.`,
  )
}
