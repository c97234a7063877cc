import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../src/money/rational.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import type { RulingMessage } from '../../src/policy/evaluate/evaluator.ts'
import { rulingText } from '../../src/policy/evaluate/ruling-text.ts'
import type { Policy } from '../../src/policy/model/policy.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { seed } from '../fixed-seed.ts'
import { generatedFacts } from '../policy/evaluate/generated-facts.ts'
import { runsOf } from '../runs.ts'

const now = Date.parse('2026-03-29T12:00:00Z')
/** What only the texts of today ask of the past, of an account without it. */
const askedSince = ['history.disputes_withdrawn', 'history.withdrawn_after_contact'].map(
  (name) => [name, Rational.zero] as const,
)
const unworded: RulingMessage = { words: new Map(), values: new Map(), currency: null, method: null }

function parsed(file: string): Policy {
  const { policy, diagnostics } = parsePolicy(readFileSync(file, 'utf8'))
  if (policy === null) throw new Error(JSON.stringify(diagnostics))
  return policy
}

// 20,000 in all, in a soak: the texts as they were before constants, languages and placeholders in clauses.
it.each([
  ['smm-panel', 'refunds', 7000],
  ['smm-panel', 'disputes', 1000],
  ['hosting', 'refunds', 6000],
  ['hosting', 'disputes', 1000],
  ['event-tickets', 'refunds', 5000],
] as const)(
  'rules/%s gives the same rulings on %s as its earlier text, on up to %i sets of facts',
  (name, section, runs) => {
    const [before, after] = [parsed(`test/rules/before-words/${name}.yaml`), parsed(`rules/${name}/policy.yaml`)]
    const [old, renewed] = [createCompiledEvaluator(before), createCompiledEvaluator(after)]
    const method = section === 'refunds' ? 'evaluateRefund' : 'evaluateDispute'
    const reasons = new Set<string>()
    fc.assert(
      fc.property(generatedFacts(before, section, now), (facts) => {
        const [was, is] = [old[method](facts, now), renewed[method](new Map([...askedSince, ...facts]), now)]
        reasons.add(was.reason)
        expect(rulingText({ ...is, message: unworded })).toBe(rulingText({ ...was, message: unworded }))
      }),
      { numRuns: runsOf(runs), seed },
    )
    expect(reasons.size).toBeGreaterThan(2)
  },
)
