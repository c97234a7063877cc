// oxlint-disable unicorn/no-thenable -- the key of a rule
import type { CreateEvaluator, Ruling } from '../../src/policy/evaluate/evaluator.ts'
import { type MessageSums, noSums, writeMessage } from '../../src/policy/evaluate/write-message.ts'
import { type PolicyParts, shopFacts, shopPolicy } from './evaluator-policy.ts'

export const now = Date.parse('2026-03-29T12:00:00Z')
export const paid = { charge: '10.00', currency: 'EUR' }

type Given = Readonly<Record<string, unknown>>

/** The ruling of the shop's policy with these parts on these facts. */
export async function rule(create: CreateEvaluator, parts: PolicyParts, given: Given): Promise<Ruling> {
  const policy = shopPolicy(parts)
  return await create(policy).evaluateRefund(shopFacts(policy, given), now)
}

/** The ruling where one rule, which always matches, says this. */
export async function ruleThen(create: CreateEvaluator, then: PolicyParts, given: Given): Promise<Ruling> {
  return await rule(create, { refunds: [{ id: 'only', clause: '2', then }] }, given)
}

/** A condition's truth: true, false, or the facts whose absence makes it unknown (with `fault` for a calculation fault). */
export async function truth(
  create: CreateEvaluator,
  condition: { readonly when: unknown; readonly derived?: PolicyParts; readonly conditions?: PolicyParts },
  given: Given,
): Promise<boolean | readonly string[]> {
  const { when, derived = {}, conditions = {} } = condition
  const refunds = [
    { id: 'only', clause: '2', when, then: { outcome: 'approve', refund: 'order.charge', method: 'voucher' } },
  ]
  const ruling = await rule(create, { refunds, derived, conditions }, { ...given, order: paid })
  if (ruling.builtIn === 'calculation_fault') return ['fault', ...ruling.missingFacts]
  if (ruling.builtIn === 'missing_fact') return ruling.missingFacts
  return ruling.rule === 'only'
}

/** What a customer reads of a ruling or a message, with sums that are known where they are given. */
export function text({ message }: Pick<Ruling, 'message'>, sums: Partial<MessageSums> = {}): string {
  return writeMessage(message, { policy: shopPolicy({}), language: 'en', sums: { ...noSums, ...sums } })
}

export const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
