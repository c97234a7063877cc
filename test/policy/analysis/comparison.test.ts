import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import type { Rational } from '../../../src/money/rational.ts'
import { Rational as Numbers } from '../../../src/money/rational.ts'
import { comparePolicies } from '../../../src/policy/analysis/compare-policies.ts'
import type { PolicyComparison } from '../../../src/policy/analysis/comparison.ts'
import { distinguishPolicies } from '../../../src/policy/analysis/distinguish-policies.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import type { Ruling } from '../../../src/policy/evaluate/evaluator.ts'
import { completeFacts } from '../../../src/policy/facts/complete-facts.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import type { FactValues } from '../../../src/policy/model/value.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { probeFacts } from '../../../src/policy/versions/probe-facts.ts'
import { tellFigures } from '../../soak/tell-figures.ts'
import { closeSessions, endSolverAfterTests, openSession } from './prover.ts'
import { randomEdit, sequence } from './random-edit.ts'
import { denies, pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

const edits = Number(process.env['PROOF_EDITS'] ?? '6')
const factSets = Number(process.env['PROOF_FACT_SETS'] ?? '2000')
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
  const counted: { readonly isWhole: boolean; readonly classes: PolicyComparison['classes'] }[] = []
  afterAll(() => {
    const classes = counted.flatMap((one) => one.classes)
    const shown = classes.filter(({ example }) => example !== null).length
    const whole = counted.filter(({ isWhole }) => isWhole).length
    tellFigures(
      `${counted.length} random edits, ${factSets} fact sets each: ${whole} with the proof that nothing else changes, ` +
        `${classes.length} classes, ${shown} of them with an order`,
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
        const comparison = await comparePolicies(before, after, openSession)
        closeSessions()
        const isWhole = comparison.nothing_else === 'proved'
        const missing = isWhole ? flips(known, after).filter((flip) => !isCovered(comparison, flip)) : []
        expect({ what, missing: missing.slice(0, 3) }).toEqual({ what, missing: [] })
        for (const { example, because } of comparison.classes)
          expect([what, example === null]).toEqual([what, because !== null])
        counted.push({ isWhole, classes: comparison.classes })
      }
    },
    3_600_000,
  )
})
