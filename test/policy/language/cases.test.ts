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
    ['nothing that is named', 'history: { credited: "2.50" }, expect: {}'],
  ])('expects as refund what is credited now, given history, and limits do not apply: %s', async (_, aCase) => {
    const { policy } = parsePolicy(policyText(changes(aCase)))
    if (policy === null) throw new Error('the policy has faults')
    for (const create of [createCompiledEvaluator, createReferenceEvaluator]) {
      expect((await runCases(policy, createJudgeCase(create))).flatMap(({ differences }) => differences)).toEqual([])
    }
  })

  it('may expect level, proposal, cut, label and actions', async () => {
    const actions = 'actions: { note: { parameters: { kept: { type: money, cumulative: true } } } }\n'
    const then =
      'outcome: hand_check, refund: order.charge * 2, review: { level: boss, actions: { note: { kept: order.charge } } }'
    const expected = (cut: string) =>
      `expect: { outcome: review, label: hand_check, level: boss, proposed: "10", capped_from: "${cut}", actions: [{ name: note, parameters: { kept: "10.00" } }] }`
    const failing = async (cut: string) => {
      const { policy } = parsePolicy(
        policyText({
          ...changes(expected(cut)),
          ...refundRules(`then: { ${then} }`),
          more: `${actions}outcomes: { hand_check: review }\nreview: { levels: [desk, boss] }\n`,
        }),
      )
      if (policy === null) throw new Error('the policy has faults')
      const results = await runCases(policy, createJudgeCase(createCompiledEvaluator))
      return results.flatMap(({ differences }) => differences)
    }
    expect(await failing('20')).toEqual([])
    expect(await failing('21')).toEqual([{ field: 'capped_from', expected: '21', actual: '20.00' }])
  })

  it('holds while approvals are stopped, when a request is reviewed', async () => {
    const { ask, publish, setPaused } = await openSample(changes('expect: { outcome: approve }'))
    setPaused(true)
    expect(await publish(policyText(changes('expect: { refund: "2.5" }')))).toBe(2)
    expect((await ask()).reason_code).toBe('approvals_paused')
  })
})
