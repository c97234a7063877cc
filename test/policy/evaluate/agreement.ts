import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { caseFacts } from '../../../src/policy/cases/case-facts.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import type { Ruling } from '../../../src/policy/evaluate/evaluator.ts'
import { createInterpretedEvaluator } from '../../../src/policy/evaluate/interpreted.ts'
import { ruleFormulas } from '../../../src/policy/evaluate/policy-formulas.ts'
import { rulingText, verdictIn, verdictText } from '../../../src/policy/evaluate/ruling-text.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { readNames } from '../../../src/policy/expression/read-names.ts'
import { operandsOf } from '../../../src/policy/model/condition-operands.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import type { FactValues } from '../../../src/policy/model/value.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { parseInstant } from '../../../src/time/instant.ts'
import { generatedFacts } from './generated-facts.ts'

/** The reference needs most of a millisecond for each. */
const patience = 1_800_000
const now = Date.parse('2026-03-29T12:00:00Z')
const runs = Number(process.env['AGREEMENT_RUNS'] ?? 1000)
const disputeRuns = Math.ceil(runs / 4)

function shipped(file: string): Policy {
  const { policy, diagnostics } = parsePolicy(readFileSync(join('rules', file), 'utf8'))
  if (policy === null) throw new Error(JSON.stringify(diagnostics))
  return policy
}

/** Whether a rule can lack a fact: one that is optional and read without `coalesce` or `known`. */
function mayBeUnknown({ facts, derived, refunds }: Policy): boolean {
  const rules = [...derived.values(), ...refunds.flatMap(ruleFormulas)]
  const unguarded = new Set(rules.flatMap((formula) => [...readNames(formula).unguarded]))
  const compared = new Set(operandsOf(refunds.map(({ when }) => when)).map(({ name }) => name))
  return [...facts.values()].some(
    ({ name, presence }) => presence === 'optional' && (unguarded.has(name) || compared.has(name)),
  )
}

/** All evaluators give the same rulings for a policy under rules/: one file a policy, so that they run side by side. */
export function describeAgreement(file: string): void {
  describe(`all evaluators agree on rules/${file}`, () => agreeOn(shipped(file)))
}

function agreeOn(policy: Policy): void {
  const reference = createReferenceEvaluator(policy)
  const quick = [createCompiledEvaluator(policy), createInterpretedEvaluator(policy)]

  async function agree(section: 'refunds' | 'disputes', input: { facts: FactValues; now: number }): Promise<string> {
    const method = section === 'refunds' ? 'evaluateRefund' : 'evaluateDispute'
    const expected = await reference[method](input.facts, input.now)
    const expectedText = rulingText(expected)
    for (const evaluator of quick) {
      const actualText = rulingText(evaluator[method](input.facts, input.now))
      if (actualText !== expectedText) expect(actualText).toBe(expectedText)
      if (section === 'disputes') continue
      const [verdict, ruled] = [evaluator.judgeRefund(input.facts, input.now), verdictIn(expected as Ruling)]
      if (verdictText(verdict) !== ruled) expect(verdictText(verdict)).toBe(ruled)
    }
    return expected.reason
  }

  it('on every case', async () => {
    expect(policy.cases.length).toBeGreaterThanOrEqual(2 * policy.refunds.length)
    for (const tested of policy.cases) {
      const { facts } = caseFacts(policy, tested)
      await agree(tested.section, { facts, now: tested.now === null ? now : parseInstant(tested.now) })
    }
  })

  it(
    `on ${runs} generated orders, unknown facts included`,
    async () => {
      const reasons = new Set<string>()
      const property = fc.asyncProperty(generatedFacts(policy, 'refunds', now), async (facts) => {
        reasons.add(await agree('refunds', { facts, now }))
      })
      await fc.assert(property, { numRuns: runs })
      // Agreeing where only one rule is ever reached would say little.
      const worded = policy.refunds.filter(({ reason }) => reasons.has(reason))
      expect(worded.length).toBeGreaterThan(policy.refunds.length / 2)
      if (mayBeUnknown(policy)) expect(reasons).toContain('missing_fact')
    },
    patience,
  )

  if (policy.disputes.length > 0) {
    it(
      `on ${disputeRuns} generated disputes`,
      async () => {
        const reasons = new Set<string>()
        const property = fc.asyncProperty(generatedFacts(policy, 'disputes', now), async (facts) => {
          reasons.add(await agree('disputes', { facts, now }))
        })
        await fc.assert(property, { numRuns: disputeRuns })
        const worded = policy.disputes.filter(({ reason }) => reasons.has(reason))
        expect(worded.length).toBeGreaterThan(policy.disputes.length / 2)
      },
      patience,
    )
  }
}
