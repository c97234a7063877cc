import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import type { Json } from '../../../src/fingerprint/canonical-json.ts'
import type { Rational } from '../../../src/money/rational.ts'
import { Rational as Numbers } from '../../../src/money/rational.ts'
import { comparePolicies } from '../../../src/policy/analysis/compare-policies.ts'
import type { PolicyComparison } from '../../../src/policy/analysis/comparison.ts'
import { distinguishPolicies } from '../../../src/policy/analysis/distinguish-policies.ts'
import type { OrderExample } from '../../../src/policy/analysis/finding.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import type { Ruling } from '../../../src/policy/evaluate/evaluator.ts'
import { completeFacts } from '../../../src/policy/facts/complete-facts.ts'
import { factFromJson } from '../../../src/policy/facts/fact-json.ts'
import { neutralValue } from '../../../src/policy/facts/neutral-value.ts'
import { readGivenFacts } from '../../../src/policy/facts/read-facts.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import type { FactValues, Value } from '../../../src/policy/model/value.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { probeFacts } from '../../../src/policy/versions/probe-facts.ts'
import { tellFigures } from '../../soak/tell-figures.ts'
import { closeSessions, endSolverAfterTests, openSession, openSessionOf } from './prover.ts'
import { randomEdit, sequence } from './random-edit.ts'
import { denies, pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

const edits = Number(process.env['PROOF_EDITS'] ?? '30')
const factSets = Number(process.env['PROOF_FACT_SETS'] ?? '500')
/** Of the solver, for each question: fewer than the service takes leave more not decided, and find nothing else. */
const steps = Number(process.env['PROOF_STEPS'] ?? '30000')
const seed = Number(process.env['SEED'] ?? '1')

const sound = [denies('opened', 'order.opened'), pays('early', 'order.days <= 14', 'order.paid')]
const compare = (before: string, after: string): Promise<PolicyComparison> =>
  comparePolicies(policyOf(before), policyOf(after), openSession)

describe('two versions', () => {
  it('that say the same in other words, and in another order of rules that do not meet, are proved to decide alike', async () => {
    const before = shopText({ rules: sound })
    const after = shopText({
      derived: ['age: order.days + 1'],
      rules: [
        pays('early', 'not (age > 15) and not order.opened', 'percent(order.paid, 100)'),
        denies('opened', 'order.opened == true'),
      ],
    })
    expect(await compare(before, after)).toEqual({
      classes: [],
      open: [],
      nothing_else: 'proved',
      because: null,
      is_partial: false,
    })
    expect(await distinguishPolicies(policyOf(before), policyOf(after), openSession)).toEqual({ kind: 'equivalent' })
  })

  it('differ by exactly the classes that a changed limit makes, each with an order and the largest difference', async () => {
    const after = shopText({
      rules: [denies('opened', 'order.opened'), pays('early', 'order.days <= 7', 'order.paid')],
    })
    const { classes, nothing_else } = await compare(shopText({ rules: sound }), after)
    expect(nothing_else).toBe('proved')
    expect(classes.map(({ from, to, amount }) => [from, to, amount])).toEqual(
      expect.arrayContaining([
        ['early', 'default', 'down'],
        ['early', 'default', 'same'],
      ]),
    )
    expect(classes.find(({ amount }) => amount === 'down')).toMatchObject({
      largest: { of_charge: '100', at_least: '100', at_most: '100' },
      example: { before: { outcome: 'approve', rule: 'early' }, after: { outcome: 'deny', rule: null } },
    })
  })

  it.each([
    ['{}', '{ holidays: [2026-05-01], known_until: 9999-12-31 }'],
    ['{}', '{ weekdays: [monday, tuesday, wednesday, thursday, friday, saturday] }'],
    ['{ holidays: [], known_until: 2026-12-31 }', '{ holidays: [], known_until: 2027-12-31 }'],
  ])('whose working days are %s and %s are told apart by an order', async (before, after) => {
    const withDays = (section: string): Policy =>
      policyOf(
        shopText({
          facts: ['order.at: { type: timestamp }'],
          rules: [pays('early', 'working_days_between(order.at, now) <= 14', 'order.paid')],
        }).replace('time_zone: UTC', `time_zone: Europe/Berlin\nworking_days: ${section}`),
      )
    const told = await distinguishPolicies(withDays(before), withDays(after), openSession)
    expect(told).toMatchObject({ kind: 'different' })
    expect(await distinguishPolicies(withDays(after), withDays(after), openSession)).toEqual({ kind: 'equivalent' })
  })

  it('that differ by a hundredth of a percent are said to differ by no more than cents', async () => {
    const paying = (share: string): string =>
      shopText({ rules: [pays('early', 'order.days <= 14', `percent(order.paid, ${share})`)] })
    const { classes } = await compare(paying('90'), paying('90.01'))
    expect(classes).toMatchObject([
      { amount: 'up', largest: { of_charge: '100', at_most: expect.stringMatching(/^0\.0\d$/u) } },
    ])
  })

  describe.each([
    ['counts', 'working_days_between(order.at, now) <= 14'],
    ['adds', 'now <= add_working_days(order.at, 14)'],
  ])('of a policy that %s working days', (_what, when) => {
    const compareDays = (before: string, after: string): Promise<PolicyComparison> => {
      const facts = ['order.at: { type: timestamp }']
      const text = shopText({ facts, rules: [pays('early', when, 'order.paid')] })
      const [former, latter] = [before, after].map((section) =>
        text.replace('time_zone: UTC', `time_zone: Europe/Berlin\nworking_days: ${section}`),
      )
      return compare(former ?? '', latter ?? '')
    }

    it('decide alike where only a holiday on a weekend was added', async () => {
      const [before, after] = ['[2026-05-01]', '[2026-05-01, 2026-05-09]'].map(
        (holidays) => `{ holidays: ${holidays}, known_until: 2026-12-31 }`,
      )
      expect(await compareDays(before ?? '', after ?? '')).toMatchObject({ classes: [], nothing_else: 'proved' })
    })

    it('change nothing but what nobody decided where the holidays of the next year were added', async () => {
      const { classes, nothing_else } = await compareDays(
        '{ holidays: [2026-05-01, 2026-12-25], known_until: 2026-12-31 }',
        '{ holidays: [2026-05-01, 2026-12-25, 2027-01-01, 2027-03-26, 2027-03-29], known_until: 2027-12-31 }',
      )
      expect(classes.map(({ from, because }) => [from, because])).toEqual(classes.map(() => [null, null]))
      expect([classes.length > 0, nothing_else]).toEqual([true, 'proved'])
    })
  })

  it('that add another number of working days differ by no order that these cannot make', async () => {
    const adding = (days: number): string =>
      shopText({
        facts: ['order.at: { type: timestamp }'],
        rules: [pays('early', `now <= add_working_days(order.at, ${days})`, 'order.paid')],
      }).replace('time_zone: UTC', 'time_zone: UTC\nworking_days: { holidays: [2026-05-01], known_until: 2026-12-31 }')
    const { classes, nothing_else } = await compare(adding(17), adding(18))
    expect(classes.filter(({ because }) => because !== null)).toEqual([])
    const changes = new Set(classes.map(({ from, to }) => `${from} -> ${to}`))
    expect([...changes].sort()).toEqual(['default -> early', 'default -> null', 'early -> null'])
    expect(nothing_else).toBe('proved')
  })

  it('that count the past over other times are told apart by an order with both counts', async () => {
    const textOver = (days: number): string =>
      shopText({
        facts: [
          `history.claims: { type: integer, from: history, count: { entries: claims, of: account, within: ${days} days } }`,
        ],
        rules: [denies('often', 'history.claims > 2'), pays('early', 'order.days <= 14', 'order.paid')],
      })
    const { classes } = await compare(textOver(30), textOver(20))
    const { example } = classes.find(({ from }) => from === 'often') ?? {}
    expect(example?.before.rule).toBe('often')
    expect(Number(example?.history['history.claims'])).toBeGreaterThan(2)
    expect(Number(example?.history_after['history.claims'])).toBeLessThan(3)
  })

  it('are told apart by an order', async () => {
    const after = shopText({
      rules: [denies('opened', 'order.opened'), pays('early', 'order.days < 14', 'order.paid')],
    })
    expect(await distinguishPolicies(policyOf(shopText({ rules: sound })), policyOf(after), openSession)).toMatchObject(
      {
        kind: 'different',
        example: { facts: { order: { days: '14' } } },
        before: { rule: 'early' },
        after: { rule: 'default', outcome: 'deny' },
      },
    )
  })
})

/** What was decided: the rule, or why none did, and the amount. */
function decided({ ruling, policy }: { readonly ruling: Ruling; readonly policy: Policy }) {
  const isOpen = ruling.builtIn === 'missing_fact' || ruling.builtIn === 'calculation_fault'
  return { rule: isOpen ? null : (ruling.rule ?? policy.defaultRuling.id), amount: ruling.entitled ?? Numbers.zero }
}

interface Decided {
  readonly facts: FactValues
  readonly was: { readonly rule: string | null; readonly amount: Rational }
}

const now = Date.UTC(2026, 5, 15, 12)

/** Facts that the policy accepts, near what it says, and what it decides of them. */
function decidedFacts(before: Policy): readonly Decided[] {
  const evaluator = createCompiledEvaluator(before)
  const found: Decided[] = []
  let tried = 0
  for (const facts of probeFacts(before, 'refunds', now)) {
    tried += 1
    if (tried > factSets) return found
    const known = completeFacts(before, 'refunds', facts, now)
    if (known.errors.length > 0) continue
    found.push({ facts, was: decided({ ruling: evaluator.evaluateRefund(known.facts, now), policy: before }) })
  }
  return found
}

interface Flip {
  readonly from: string | null
  readonly to: string | null
  readonly change: Rational
}

/** Those of the fact sets that the other policy accepts and decides otherwise. */
function flips(known: readonly Decided[], after: Policy): readonly Flip[] {
  const evaluator = createCompiledEvaluator(after)
  return known.flatMap(({ facts, was }) => {
    const right = completeFacts(after, 'refunds', facts, now)
    if (right.errors.length > 0) return []
    const is = decided({ ruling: evaluator.evaluateRefund(right.facts, now), policy: after })
    const change = is.amount.minus(was.amount)
    return was.rule !== is.rule || change.sign() !== 0 ? [{ from: was.rule, to: is.rule, change }] : []
  })
}

/** What the other evaluator decides of an example, from its facts as a request has them. */
function decidedExample(policy: Policy, { facts, history, now: at }: OrderExample) {
  const given = readGivenFacts(policy, facts)
  expect(given.errors).toEqual([])
  const past = [...policy.facts.values()].flatMap(({ name, type, history: query }): [string, Value][] => {
    if (query === null) return []
    const told = history[name]
    return [[name, told === undefined ? neutralValue(query) : factFromJson(type, told as Json)]]
  })
  const moment = Date.parse(at)
  const known = completeFacts(policy, 'refunds', new Map([...given.facts, ...past]), moment)
  expect(known.errors).toEqual([])
  return decided({ ruling: createCompiledEvaluator(policy).evaluateRefund(known.facts, moment), policy })
}

const unit = Numbers.of('0.02')

function isCovered({ classes }: PolicyComparison, flip: Flip): boolean {
  const isSmall = flip.change.absolute().compare(Numbers.of('2')) < 0
  if (flip.from === flip.to && flip.change.absolute().compare(unit) < 0) return true
  const direction = flip.change.sign() > 0 ? 'up' : flip.change.sign() < 0 ? 'down' : 'same'
  return classes.some(
    ({ from, to, amount, section }) =>
      section === 'refunds' && from === flip.from && to === flip.to && (amount === direction || isSmall),
  )
}

/** So many edits of a text, each another text without fault. */
function* editedTexts(text: string, count: number, next: () => number) {
  for (let done = 0; done < count; ) {
    const edited = randomEdit(text, next)
    const after = edited === null ? null : parsePolicy(edited.text).policy
    if (edited === null || after === null) continue
    done += 1
    yield { what: edited.what, after }
  }
}

describe('the classes of random edits', () => {
  const counted: PolicyComparison[] = []
  afterAll(() => {
    const classes = counted.flatMap((one) => one.classes)
    const shown = classes.filter(({ example }) => example !== null).length
    const whole = counted.filter(({ nothing_else }) => nothing_else === 'proved').length
    const open = counted.flatMap((one) => one.open ?? [])
    tellFigures(
      `${counted.length} random edits, ${factSets} fact sets each: ${whole} with the proof that nothing else changes, ` +
        `${classes.length} classes, ${shown} of them with an order; ${open.length} transitions not decided`,
    )
  })

  const folders = readdirSync('rules', { withFileTypes: true }).filter((entry) => entry.isDirectory())

  it.each(folders.map(({ name }, index) => ({ name, index })))(
    `hold everything that ${factSets} fact sets flip, and every order flips: $name`,
    async ({ name, index }) => {
      const text = readFileSync(`rules/${name}/policy.yaml`, 'utf8')
      const before = policyOf(text)
      const known = decidedFacts(before)
      const count = Math.floor((edits + index) / folders.length)
      for (const { what, after } of editedTexts(text, count, sequence(seed * 31 + index))) {
        const comparison = await comparePolicies(before, after, () => openSessionOf(steps))
        closeSessions()
        const missing = flips(known, after).filter((flip) => !isCovered(comparison, flip))
        expect({ what, missing: missing.slice(0, 3) }).toEqual({ what, missing: [] })
        expect([what, comparison.open?.length === 0]).toEqual([what, comparison.nothing_else === 'proved'])
        for (const { section, from, to, example, because } of comparison.classes) {
          expect([what, example === null]).toEqual([what, because !== null])
          if (example === null || section === 'disputes') continue
          const history = { ...example.history, ...example.history_after }
          const [was, is] = [decidedExample(before, example), decidedExample(after, { ...example, history })]
          expect([what, was.rule, is.rule]).toEqual([what, from, to])
          expect([what, from === to && was.amount.compare(is.amount) === 0]).toEqual([what, false])
        }
        counted.push(comparison)
      }
    },
    3_600_000,
  )
})
