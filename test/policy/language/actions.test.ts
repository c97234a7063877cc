import { describe, expect, it } from '@jest/globals'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'
import { openSample, refundRules } from './open-sample.ts'

const actions = `actions:
  notify: { per: decision }
  return_points: { parameters: { points: { type: number, cumulative: true, scale: 0 }, ticket: string } }
  book: { parameters: { net: { type: money, cumulative: false }, tax: { type: money, cumulative: false } } }
`
const warnings = (changes: Parameters<typeof policyText>[0]) =>
  parseAndLint(policyText({ more: actions, ...changes })).diagnostics.map(({ code, severity }) => `${code} ${severity}`)

describe('actions', () => {
  it('have numbers with the decimals that they declare', async () => {
    const { ask } = await openSample({
      ...refundRules(
        'then: { outcome: approve, refund: 1, actions: { return_points: { points: 100 / 3, ticket: order.id } } }',
      ),
      more: actions,
    })
    expect((await ask()).actions).toMatchObject([
      { name: 'return_points', parameters: { points: '33', ticket: 'o-1' } },
    ])
  })

  it('may read the refund and the named amounts, money in the decimals of the currency', async () => {
    const { ask } = await openSample({
      ...refundRules(
        'then: { outcome: approve, refund: order.charge, amounts: { net: order.charge / 1.19, tax: order.charge - order.charge / 1.19 }, split: [net, tax], actions: { book: { net: refund - tax, tax: tax } } }',
      ),
      more: actions,
    })
    expect((await ask()).actions).toMatchObject([{ name: 'book', parameters: { net: '8.40', tax: '1.60' } }])
  })

  it('happen once: a repeat gives none and names those given before; what is due more gives what it adds', async () => {
    const { ask } = await openSample({
      ...refundRules(
        'then: { outcome: approve, refund: order.remains, actions: [{ return_points: { points: order.remains * 10, ticket: order.id } }, { book: { net: refund, tax: 0 } }, notify] }',
      ),
      more: actions,
    })
    const shown = async (remains: number) => {
      const answer = await ask({ order: { remains } })
      const names = (list: readonly { readonly name: string; readonly parameters: object }[]) =>
        list.map(({ name, parameters }) => [name, ...Object.values(parameters)].join(' '))
      return [names(answer.actions), names(answer.actions_given_before)]
    }
    expect(await shown(3)).toEqual([['return_points 30 o-1', 'book 3.00 0.00', 'notify'], []])
    expect(await shown(3)).toEqual([['notify'], ['return_points 30 o-1', 'book 3.00 0.00']])
    const [given] = await shown(4)
    expect(given).toEqual(['return_points 10 o-1', 'book 1.00 0.00', 'notify'])
  })

  it('are the same whatever their personal parameters are: these are given, and no part of what they are', async () => {
    const { ask } = await openSample({
      ...withFacts('  mail: { type: string, default: "", personal: true }\n'),
      ...refundRules('then: { outcome: approve, refund: 1, actions: { tell: { to: mail, about: order.id } } }'),
      more: 'actions: { tell: { parameters: { to: string, about: string } } }\n',
    })
    const first = await ask({ mail: 'a@example.org' })
    expect(first.actions).toMatchObject([{ name: 'tell', parameters: { to: 'a@example.org', about: 'o-1' } }])
    const second = await ask({ mail: 'b@example.org' })
    expect(second.actions).toEqual([])
    expect(second.actions_given_before).toEqual([
      { id: first.actions[0]?.id, name: 'tell', parameters: { about: 'o-1' } },
    ])
  })

  it('of a review are given on approval; what must happen while it waits stands under review', async () => {
    const { ask } = await openSample({
      ...refundRules(
        'then: { outcome: review, refund: 1, actions: { return_points: { points: 1, ticket: order.id } }, review: { actions: [notify] } }',
      ),
      more: actions,
    })
    expect((await ask()).actions).toMatchObject([{ name: 'notify' }])
  })

  it('an approval without refund credits nothing and gives its actions', async () => {
    const { ask } = await openSample({
      ...refundRules('then: { outcome: approve, actions: [notify] }'),
      more: actions,
    })
    const answer = await ask()
    expect(answer).toMatchObject({ outcome: 'approve', reason_code: 'rule_1', refund: null })
    expect(answer.actions).toMatchObject([{ name: 'notify' }])
  })

  it('an approval that neither credits nor does anything is warned of', () => {
    expect(
      warnings(
        refundRules(
          'when: { fact: flag, operator: equal, value: true }, then: { outcome: approve }, cases: [{ name: a, expect: { outcome: deny } }]',
        ),
      ),
    ).toEqual(['missing_refund warning'])
  })

  it('a number that reads a derived value of the name of an amount is warned of: it is no part of what is added', () => {
    const changes = (parameter: string) => ({
      ...withFacts('  fee: { type: decimal, default: 1 }\n'),
      ...refundRules(
        `when: { fact: flag, operator: equal, value: true }, then: { outcome: approve, refund: 1, amounts: { fee: fee }, actions: { book: { net: refund, tax: ${parameter} } } }, cases: [{ name: a, expect: { outcome: deny } }]`,
      ),
    })
    expect(warnings(changes('fee'))).toEqual(['amount_shadowed warning'])
    expect(warnings(changes('refund / 2'))).toEqual([])
  })
})

describe('an unknown or faulty amount or parameter of the rule that decides makes a review', () => {
  it.each([
    ['a named amount', 'refund: 1, amounts: { net: order.remains }', 'missing_fact'],
    [
      'a parameter',
      'refund: 1, actions: { return_points: { points: order.remains, ticket: order.id } }',
      'missing_fact',
    ],
    ['a faulty amount', 'refund: 1, amounts: { net: 1 / (order.charge - 10) }', 'calculation_fault'],
  ])('%s', async (_, then, reason) => {
    const { ask } = await openSample({ ...refundRules(`then: { outcome: approve, ${then} }`), more: actions })
    expect(await ask()).toMatchObject({ outcome: 'review', reason_code: reason, rule: null, actions: [] })
  })
})
