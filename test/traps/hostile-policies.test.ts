import { describe, expect, it } from '@jest/globals'
import { replayDecision } from '../../src/decisions/replay.ts'
import { parseAndLint } from '../../src/policy/lint/parse-and-lint.ts'
import { openDecisions } from '../decisions/open-decisions.ts'
import { policyText, withFacts } from '../policy/parse/policy-text.ts'

type Changes = Parameters<typeof policyText>[0]

const approve = (refund: string, when = 'flag'): string =>
  `refunds: [{ id: a, when: { fact: ${when}, operator: equal, value: true }, then: { outcome: approve, refund: "${refund}" } }]\n`
const charged = (charge: string): string =>
  `subject: { order: order.id, account: account.id, charge: "${charge}", currency: order.currency }\n`
const power = (name: string, times: number): string => Array.from({ length: times }, () => name).join(' * ')
const huge = '999999999999999999999999.999999999999999999999999'

/** Derived values of which each lies 40 parts deeper than the one before. */
const chain = (length: number): string =>
  Array.from({ length }, (_, index) => `  d${index + 1}: "${'('.repeat(40)}d${index}${' + 1)'.repeat(40)}"\n`).join('')

/** Decides the same order three times and explains and replays each decision: nothing may throw. */
async function decideThrice(changes: Changes, order: object, start: string): Promise<readonly string[]> {
  const { ask, decisions, clock, policies, storage } = await openDecisions([policyText(changes)])
  clock.set(Date.parse(start))
  const answers: string[] = []
  for (let index = 0; index < 3; index += 1) {
    const { id, outcome, reason_code, review } = await ask({
      order: { id: 'o-1', charge: '10.00', currency: 'EUR', status: 'open', ...order },
      account: { id: 'a-1' },
      flag: true,
    })
    answers.push(outcome === 'review' ? `${reason_code} by ${review?.due_by}` : `${outcome} ${reason_code}`)
    await decisions.find(id, { facts: true, trace: true })
    const entry = await storage.entryById(id)
    if (entry?.kind !== 'decision') throw new Error('the decision is not stored')
    expect(await replayDecision(await policies.version('sample', 1), entry)).toEqual({ result: 'same' })
  }
  return answers
}

const thrice = (answer: string): readonly string[] => [answer, answer, answer]
const fault = thrice('calculation_fault by 2026-03-04T12:00:00.000Z')
const paidOnce = ['approve a', 'approve already_credited', 'approve already_credited']

describe('a hostile policy decides, or leaves it to a person, and never throws', () => {
  it.each<[string, Changes, object, readonly string[]]>([
    [
      'a charge that overflows',
      { subject: charged(power('order.charge', 60)), refunds: approve('order.charge') },
      { charge: huge },
      fault,
    ],
    [
      'a charge of more digits than sums can hold',
      { subject: charged(power('order.charge', 3)), refunds: approve(power('order.charge', 3)) },
      { charge: huge },
      fault,
    ],
    [
      'a charge without finite decimals',
      { subject: charged('order.charge / 3'), refunds: approve('order.charge') },
      { charge: '10' },
      fault,
    ],
    ['the largest charge that a fact can be', { refunds: approve('order.charge') }, { charge: huge }, paidOnce],
    [
      'a refund far above the charge, against a limit',
      {
        refunds: approve(`order.charge * ${'9'.repeat(70)}`),
        more: `limits: [{ per: account_day, currency: EUR, amount: "${'9'.repeat(80)}" }]\n`,
      },
      { charge: huge },
      paidOnce,
    ],
    [
      'every decision faults, its message and amounts too',
      {
        subject: charged('order.charge / (order.charge - order.charge)'),
        derived: 'derived: { broken: 1 / (order.charge - order.charge) }\n',
        refunds: approve('broken'),
        default: 'default: { outcome: approve, refund: broken, amounts: { x: broken }, message: "{broken} {x}" }\n',
        more: 'messages: { calculation_fault: "{broken} {refund} {entitled} {proposed}" }\n',
      },
      {},
      fault,
    ],
    [
      'defaults that no request could carry',
      {
        ...withFacts(
          `  odd.text: { type: string, default: "a\\nb" }\n  odd.many: { type: decimal, default: "${'9'.repeat(80)}" }\n  odd.time: { type: timestamp, default: "0001-01-01T00:00:00Z" }\n`,
        ),
        derived:
          'derived: { far: \'if(odd.text == "x", odd.many, days_in_month(odd.time)) * odd.many * odd.many * odd.many\' }\n',
        refunds: approve('far'),
        more: 'time_zone: America/New_York\n',
      },
      {},
      fault,
    ],
    [
      'derived values that lie as deep as they may',
      { derived: `derived:\n  d0: 1\n${chain(12)}`, refunds: approve('d12 + order.charge') },
      {},
      paidOnce,
    ],
    [
      'days beyond the year 9999 in the time zone',
      { refunds: approve('calendar_days_between(order.at, now)'), more: 'time_zone: Pacific/Kiritimati\n' },
      { at: '9999-12-31T23:00:00Z' },
      fault,
    ],
  ])('%s', async (_, changes, order, answers) => {
    expect(await decideThrice(changes, order, '2026-03-01T12:00:00Z')).toEqual(answers)
  })

  it('the longest due time there is', async () => {
    const changes = { refunds: approve('1 / (order.charge - 10)'), more: 'review: { due: 36525 days }\n' }
    expect(await decideThrice(changes, {}, '2026-03-01T12:00:00Z')).toEqual(
      thrice('calculation_fault by 2126-03-02T12:00:00.000Z'),
    )
  })

  it('a due time that would leave the range of dates ends with it', async () => {
    const changes = { refunds: approve('1 / (order.charge - 10)') }
    expect(await decideThrice(changes, {}, '9999-12-30T12:00:00Z')).toEqual(
      thrice('calculation_fault by 9999-12-31T23:59:59.999Z'),
    )
  })
})

describe('a hostile policy has diagnostics', () => {
  const long = 'x'.repeat(100_000)

  it.each<[string, string, Changes]>([
    ['a duration beyond 100 years', 'wrong_duration', { more: 'review: { due: 36526 days }\n' }],
    ['a duration of 400 digits', 'wrong_duration', { more: `review: { due: ${'9'.repeat(400)} min }\n` }],
    ['a scale of 400 digits', 'wrong_type', { more: `money: { scale: { USD: ${'9'.repeat(400)} } }\n` }],
    ['a scale with 400 zeros before it', 'wrong_value', { more: `money: { scale: { USD: ${'0'.repeat(400)}5 } }\n` }],
    ['a scale written as 2.0', 'wrong_value', { more: 'money: { scale: { USD: 2.0 } }\n' }],
    ['a scale in hexadecimal', 'wrong_value', { more: 'money: { scale: { USD: 0x5 } }\n' }],
    ['a formula with a scale of 400 digits', 'formula_argument', { refunds: approve(`round(1, ${'9'.repeat(80)})`) }],
    ['derived values that build on one another', 'derived_too_deep', { derived: `derived:\n  d0: 1\n${chain(100)}` }],
    ['a fact that is a number in formulas', 'reserved_name', withFacts('  1.5: { type: string, optional: true }\n')],
    ['the name of a fact', 'wrong_key', withFacts(`  ? ${long}\n  : { type: string }\n`)],
    ['the name of a rule', 'wrong_format', { refunds: `refunds: [{ id: ${long}, then: { outcome: deny } }]\n` }],
    ['the name of a clause', 'wrong_format', { clauses: `clauses: [{ id: ${long}, title: a }]\n` }],
    ['the name of a refund method', 'wrong_format', { head: `name: a\ntitle: a\nrefund_methods: [${long}]\n` }],
    ['the name of a review level', 'wrong_format', { more: `review: { levels: [${long}] }\n` }],
    ['the name of a fact in a condition', 'too_long', { refunds: approve('1', long) }],
    ['a name in a formula', 'formula_too_long', { derived: `derived: { a: ${'x'.repeat(4001)} }\n` }],
    ['a name in a message', 'unknown_placeholder', { more: `messages: { missing_fact: "{${'x'.repeat(3900)}}" }\n` }],
  ])('%s: %s', (_, code, changes) => {
    const { policy, diagnostics } = parseAndLint(policyText(changes))
    expect(policy).toBeNull()
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code)
    for (const { message, hint } of diagnostics) expect(message.length + hint.length).toBeLessThan(2000)
  })
})
