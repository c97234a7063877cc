import { nothingGiven } from '../model/given.ts'
import type { RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type Evaluation, textOf } from './evaluation.ts'

/**
 * The declared method a rule refunds by; a rule that names none means the first one declared. A
 * formula that yields an undeclared one is a calculation fault.
 */
export function refundMethod(evaluation: Evaluation, rule: RefundRule): string | null | Unknown {
  const { refundMethods } = evaluation.policy
  if (rule.method === null) return refundMethods[0] ?? null
  const method = textOf(evaluation.evaluate(rule.method, nothingGiven))
  if (method instanceof Unknown || refundMethods.includes(method)) return method
  return Unknown.fault(`the refund method ${method} is not declared`)
}
