import { describe, expect, it } from '@jest/globals'
import { createJudgeCase } from '../../../src/decisions/judge-case.ts'
import { runCases } from '../../../src/policy/cases/run-cases.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'
import { openSample, refundRules } from './open-sample.ts'

const facts = 'order: { charge: "10.00", currency: EUR, status: open }'
const changes = (aCase: string) => ({
  ...withFacts('  history.credited: { type: decimal, from: history, state: credited }\n'),
  ...refundRules('then: { outcome: approve, refund: order.charge / 4 }'),
  default: 'default: { outcome: deny, message: "{history.credited}" }\n',
  more: 'limits: [{ per: decision, currency: EUR, amount: "1" }, { per: day, currency: EUR, amount: "1" }]\n',
  cases: `cases: [{ name: one, facts: { ${facts} }, ${aCase} }]\n`,
})

describe('a case', () => {
  it.each([
    ['nothing credited before', 'expect: { outcome: approve, refund: "2.50" }'],
    ['a part credited before', 'history: { credited: "1.00" }, expect: { outcome: approve, refund: "1.50" }'],
    [
      'all credited before',
      'history: { credited: "2.50" }, expect: { outcome: approve, refund: "0.00", reason: already_credited }',
    ],
    ['nothing', 'history: { credited: "2.50" }, expect: { refund: null }'],
  ])('expects as refund what is credited now, given history, and limits do not apply: %s', async (_, aCase) => {
    const { policy } = parsePolicy(policyText(changes(aCase)))
    if (policy === null) throw new Error('the policy has faults')
    for (const create of [createCompiledEvaluator, createReferenceEvaluator]) {
      expect((await runCases(policy, createJudgeCase(create))).flatMap(({ differences }) => differences)).toEqual([])
    }
  })

  const differing = async (then: string, expected: string) => {
    const { policy, diagnostics } = parsePolicy(
      policyText({
        ...changes(`expect: { ${expected} }`),
        ...refundRules(`then: { ${then} }`),
        more: [
          'actions: { note: { parameters: { kept: { type: money, cumulative: true } } } }',
          'outcomes: { hand_check: review }',
          'review: { levels: [desk, boss] }\n',
        ].join('\n'),
      }),
    )
    if (policy === null) throw new Error(JSON.stringify(diagnostics))
    const results = await runCases(policy, createJudgeCase(createCompiledEvaluator))
    return results.flatMap(({ differences }) => differences)
  }

  it('of a review may expect its level, what is proposed, its label, and the actions while it waits', async () => {
    const then =
      'outcome: hand_check, refund: order.charge / 2, review: { level: boss, actions: { note: { kept: order.charge } } }'
    const expected =
      'outcome: review, label: hand_check, level: boss, actions: [{ name: note, parameters: { kept: "10.00" } }]'
    expect(await differing(then, `${expected}, proposed: "5"`)).toEqual([])
    expect(await differing(then, `${expected}, proposed: "6"`)).toEqual([
      { field: 'proposed', expected: '6', actual: '5.00' },
    ])
  })

  it('of an approval may expect what the cap took away, and its actions', async () => {
    const then = 'outcome: approve, refund: order.charge * 2, actions: { note: { kept: order.charge / 3 } }'
    expect(await differing(then, 'refund: "10", capped_from: "20", label: null, actions: [note]')).toEqual([])
    expect(await differing(then, 'actions: [{ name: note, parameters: { kept: "3.34" } }]')).toEqual([
      { field: 'actions', expected: 'note {"kept":"3.34"}', actual: 'note {"kept":"3.33"}' },
    ])
  })

  it('holds while approvals are stopped, when a request is reviewed', async () => {
    const { ask, publish, setPaused } = await openSample(changes('expect: { outcome: approve }'))
    setPaused(true)
    expect(await publish(policyText(changes('expect: { refund: "2.5" }')))).toBe(2)
    expect((await ask()).reason_code).toBe('approvals_paused')
  })
})
