import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import type { FactValues } from '../../../src/policy/value.ts'
import { generatedFacts } from './generated-facts.ts'

const now = Date.parse('2026-03-29T12:00:00Z')
const runs = Number(process.env['AGREEMENT_RUNS'] ?? 20_000)

const files = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml') && /^refunds:/m.test(readFileSync(join('rules', file), 'utf8')))
  .sort()

function shipped(file: string): Policy {
  const { policy, diagnostics } = parsePolicy(readFileSync(join('rules', file), 'utf8'))
  if (policy === null) throw new Error(JSON.stringify(diagnostics))
  return policy
}

describe.each(files)('both evaluators agree on rules/%s', (file) => {
  const policy = shipped(file)
  const reference = createReferenceEvaluator(policy)
  const compiled = createCompiledEvaluator(policy)

  async function agree(section: 'refunds' | 'disputes', facts: FactValues): Promise<string> {
    const expected =
      section === 'refunds' ? await reference.evaluateRefund(facts, now) : await reference.evaluateDispute(facts, now)
    const actual = section === 'refunds' ? compiled.evaluateRefund(facts, now) : compiled.evaluateDispute(facts, now)
    // The texts are compared first because that is quick; amounts are exact in both.
    if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected)
    return expected.reason
  }

  it(`on ${runs} generated orders, unknown facts included`, async () => {
    const reasons = new Set<string>()
    const property = fc.asyncProperty(generatedFacts(policy, 'refunds', now), async (facts) => {
      reasons.add(await agree('refunds', facts))
    })
    await fc.assert(property, { numRuns: runs })
    // Agreeing where only one rule is ever reached would say little.
    const worded = policy.refunds.filter(({ reason }) => reasons.has(reason))
    expect(worded.length).toBeGreaterThan(policy.refunds.length / 2)
    expect(reasons).toContain('missing_fact')
  })

  if (policy.disputes.length > 0) {
    it(`on ${runs / 4} generated disputes`, async () => {
      const property = fc.asyncProperty(generatedFacts(policy, 'disputes', now), async (facts) => {
        await agree('disputes', facts)
      })
      await fc.assert(property, { numRuns: runs / 4 })
    })
  }
})
