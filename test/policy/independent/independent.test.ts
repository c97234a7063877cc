import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import type { Ruling } from '../../../src/policy/evaluate/evaluator.ts'
import { createInterpretedEvaluator } from '../../../src/policy/evaluate/interpreted.ts'
import { rulingText, verdictIn, verdictText } from '../../../src/policy/evaluate/ruling-text.ts'
import { traceRefund } from '../../../src/policy/evaluate/trace.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { completeFacts } from '../../../src/policy/facts/complete-facts.ts'
import { factToJson } from '../../../src/policy/facts/fact-json.ts'
import { nestFacts } from '../../../src/policy/facts/nest-facts.ts'
import { readGivenFacts } from '../../../src/policy/facts/read-facts.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import type { FactValues } from '../../../src/policy/model/value.ts'
import { shopDocument, shopPolicy } from '../../contract/evaluator-policy.ts'
import { generatedFacts } from '../evaluate/generated-facts.ts'
import { decimal, shown } from './fraction.ts'
import { policyParts } from './generated-policy.ts'
import { type Decided, decide, missingFacts, type RefundPolicy, worldOf } from './ruling.ts'

const now = Date.parse('2026-03-29T12:00:00Z')
const rulings = Number(process.env['AGREEMENT_RUNS'] ?? 400)
const rulingsPerPolicy = 20

/** The facts as a request sends them: a third, which a formula may speak of, has no form there. */
function requestOf(policy: Policy, facts: FactValues): Readonly<Record<string, unknown>> {
  const ids: readonly (readonly [string, unknown])[] = [
    ['order.id', 'o-1'],
    ['account.id', 'a-1'],
  ]
  const sendable = [...facts].filter(([, value]) => !(value instanceof Rational && value.toString().includes('/')))
  const typed = sendable.map(
    ([name, value]) => [name, factToJson(policy.facts.get(name)?.type ?? 'string', value)] as const,
  )
  return nestFacts([...typed, ...ids])
}

function decidedBy(ruling: Ruling): Decided {
  const text = (amount: { toString(): string } | null) => (amount === null ? null : shown(decimal(amount.toString())))
  return {
    outcome: ruling.outcome,
    reason: ruling.reason,
    rule: ruling.rule,
    clause: ruling.clause,
    entitled: text(ruling.entitled),
    cappedFrom: text(ruling.cappedFrom),
    method: ruling.method,
    amounts: [...ruling.amounts].map(([name, amount]) => [name, text(amount) ?? '']),
    level: ruling.review?.level ?? null,
    missing: ruling.missingFacts,
  }
}

it(`an interpreter written from the language page alone gives the same ${rulings} rulings as every evaluator`, async () => {
  const reasons = new Map<string, number>()
  const property = fc.asyncProperty(policyParts, fc.integer(), async ({ more, ...parts }, seed) => {
    const document = shopDocument(parts)
    const facts = { ...document.facts, m: { type: 'decimal', required_when: more } }
    const policy = shopPolicy({ ...parts, facts })
    const own = { ...document, facts } as unknown as RefundPolicy
    const evaluators = [createCompiledEvaluator(policy), createInterpretedEvaluator(policy)]
    const reference = createReferenceEvaluator(policy)
    for (const sample of fc.sample(generatedFacts(policy, 'refunds', now), { seed, numRuns: rulingsPerPolicy })) {
      const request = requestOf(policy, sample)
      const given = readGivenFacts(policy, request)
      const complete = completeFacts(policy, 'refunds', given.facts, now)
      const world = worldOf(own, request, now)
      expect(given.errors).toEqual([])
      const missing = missingFacts(world).filter((name) => policy.reads.refunds.has(name))
      expect(complete.errors.map(({ fact }) => fact)).toEqual(missing)
      const ruling = await reference.evaluateRefund(complete.facts, now)
      const expected = decide(own, world)
      expect({ ...decidedBy(ruling), request, parts }).toEqual({ ...expected, request, parts })
      for (const evaluator of evaluators) {
        expect(rulingText(evaluator.evaluateRefund(complete.facts, now))).toBe(rulingText(ruling))
        expect(verdictText(evaluator.judgeRefund(complete.facts, now))).toBe(verdictIn(ruling))
      }
      if (ruling.rule !== null) expect(traceRefund(policy, complete.facts, now).rules.at(-1)?.rule).toBe(ruling.rule)
      const reason = missing.length > 0 ? 'refused' : ruling.reason
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
  })
  await fc.assert(property, { numRuns: Math.ceil(rulings / rulingsPerPolicy) })
  const expectedReasons = [
    'refused',
    'missing_fact',
    'calculation_fault',
    'nothing_to_refund',
    'not_refundable',
    'rule_0',
  ]
  expect([...reasons.keys()]).toEqual(expect.arrayContaining(expectedReasons))
}, 1_800_000)
