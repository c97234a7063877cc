import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { createJudgeCase } from '../../src/decisions/judge-case.ts'
import { runCases } from '../../src/policy/cases/run-cases.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../src/policy/evaluate/with-json-rules-engine.ts'
import { parseAndLint } from '../../src/policy/lint/parse-and-lint.ts'
import { openDecisions } from '../decisions/open-decisions.ts'
import { openDomain } from '../journal/open-domain.ts'

const readme = readFileSync('README.md', 'utf8')
const page = readme.slice(readme.indexOf('\n## The policy language\n'), readme.indexOf('\n## What to send when\n'))
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(([, text = '']) => text)
const base = readFileSync(new URL('./language-page.yaml', import.meta.url), 'utf8')

type Parts = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Parts => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An example laid over what it leaves out; a whole policy as it stands. */
function completed(example: string): string {
  const [parts, rest] = [parse(example) as Parts, parse(base) as Parts]
  if (parts['name'] !== undefined) return example
  const merged = Object.entries(parts).map(([key, value]) => {
    const below = rest[key]
    return [key, key !== 'subject' && isMap(value) && isMap(below) ? { ...below, ...value } : value] as const
  })
  return stringify({ ...rest, ...Object.fromEntries(merged) })
}

const whole = examples.find((example) => example.startsWith('name:')) ?? ''

describe('the examples of the language page', () => {
  it.each(examples)('are read without an error, and their cases hold (%#)', async (example) => {
    const { policy, diagnostics } = parseAndLint(completed(example))
    expect(diagnostics.filter(({ severity }) => severity === 'error' || example === whole)).toEqual([])
    if (policy === null) throw new Error('no policy')
    expect(policy.cases.length > 0).toBe(example.includes('cases:'))
    for (const create of [createCompiledEvaluator, createReferenceEvaluator]) {
      const results = await runCases(policy, createJudgeCase(create))
      expect(results.filter(({ differences }) => differences.length > 0)).toEqual([])
    }
  })

  it('a formula and a tree that mean the same are the same', () => {
    const { policy } = parseAndLint(completed(examples.find((example) => example.startsWith('conditions:')) ?? ''))
    expect(policy?.conditions.get('changed_mind')).toEqual(policy?.conditions.get('same_as_tree'))
  })
})

describe('what the language page says of the service', () => {
  const job = (facts: object, reason: string) => ({
    job: { id: 'j-1', price: '80.00', ...facts },
    customer: { id: 'a-1' },
    claim: { reason },
  })

  it('a claim counts once for each state of its part', async () => {
    const { ask } = await openDecisions([whole.replace('history.claims > 3', 'history.claims >= 2')])
    const days = [{}, {}, { done_on: '2026-02-01' }, { done_on: '2026-02-02' }]
    const answers = []
    for (const facts of days) answers.push(await ask(job(facts, 'other')))
    expect(answers.map(({ rule }) => rule)).toEqual([null, null, null, 'to-check'])
    expect(answers.at(-1)?.message).toBe('Before this claim there were 2; a person looks at it.')
    expect(answers.slice(0, 3).map(({ refund }) => refund?.amount)).toEqual(['65.00', '0.00', '0.00'])
  })

  it('a dispute sets the standing, and a rule says what follows; without one its order waits by itself', async () => {
    const text = whole.replace('name: repairs', 'name: smm-panel')
    for (const [policy, expected] of [
      [text, { rule: 'to-check', reason_code: 'to_check' }],
      [
        text.replaceAll("== 'suspended'", "== 'banned'").replace('standing: suspended', 'standing: banned'),
        { rule: null, reason_code: 'dispute_open' },
      ],
    ] as const) {
      const domain = await openDomain([policy])
      await domain.ask(job({}, 'none'))
      const { standing } = await domain.report({ order: 'j-1', amount: '80.00', currency: 'EUR' })
      expect(standing).toBe('suspended')
      expect(await domain.ask(job({}, 'other'))).toMatchObject({ outcome: 'review', ...expected })
    }
  })
})
