import { Rational } from '../../money/rational.ts'
import { policyFormulas } from '../evaluate/policy-formulas.ts'
import { policyLiterals } from '../evaluate/policy-literals.ts'
import { readNames } from '../expression/read-names.ts'
import type { Condition } from '../model/condition.ts'
import { operandsOf } from '../model/condition-operands.ts'
import { conditionReferredTo } from '../model/condition-reference.ts'
import { workingDayFunctionNames } from '../model/expression.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { conditionMutants } from './condition-mutants.ts'
import { expressionMutants } from './expression-mutants.ts'
import { type Change, type Mutant, mutantsOf, within, withValue } from './mutant.ts'
import { nextOf } from './other-values.ts'
import { nameMutants } from './rule-mutants.ts'
import { tableMutants } from './table-mutants.ts'
import { workingDaysMutants } from './working-days-mutants.ts'
import { writtenValue } from './written.ts'

/** Every small fault of what several rules may read: facts' defaults, working days, derived values, tables, conditions, charge, cap, level, rounding. */
export function* sharedMutants(policy: Policy): Generator<Mutant> {
  yield* moneyMutants(policy)
  const words = new Set(policyLiterals(policy))
  for (const declaration of policy.facts.values()) {
    const whole = { part: `fact ${declaration.name}`, rule: null, position: declaration.position }
    yield* mutantsOf(
      whole,
      within(defaultMutants(declaration, words), (to) => ({ ...policy, facts: withValue(policy.facts, to.name, to) })),
    )
  }
  const deciding = decidingValues(policy)
  const { workingDays } = policy
  if (workingDays !== null && countsInDecisions(policy, deciding)) {
    const hold = (to: typeof workingDays): Policy => ({ ...policy, workingDays: to })
    yield* mutantsOf(part('working_days'), within(workingDaysMutants(workingDays), hold))
  }
  for (const [name, formula] of policy.derived) {
    // A condition that a formula names is written otherwise where it is declared.
    if (conditionReferredTo(name) !== null || !deciding.has(name)) continue
    const hold = (to: typeof formula): Policy => ({ ...policy, derived: withValue(policy.derived, name, to) })
    yield* mutantsOf(part(`derived ${name}`), within(expressionMutants(formula), hold))
  }
  for (const [name, table] of policy.tables) {
    const hold = (to: typeof table): Policy => ({ ...policy, tables: withValue(policy.tables, name, to) })
    yield* mutantsOf(part(`table ${name}`), within(tableMutants(table), hold))
  }
  for (const [name, condition] of policy.conditions) {
    const hold = (to: Condition): Policy => withCondition(policy, name, to)
    yield* mutantsOf(part(`condition ${name}`), within(conditionMutants(condition), hold))
  }
}

function* moneyMutants(policy: Policy): Generator<Mutant> {
  const { charge, cap } = policy.subject
  const withCharge = (to: typeof charge): Policy => ({
    ...policy,
    subject: { ...policy.subject, charge: to, cap: cap === charge ? to : cap },
  })
  const withCap = (to: typeof cap): Policy => ({ ...policy, subject: { ...policy.subject, cap: to } })
  yield* mutantsOf(part('subject.charge'), within(expressionMutants(charge), withCharge))
  if (cap !== charge) yield* mutantsOf(part('subject.cap'), within(expressionMutants(cap), withCap))
  yield* mutantsOf(part('money.rounding'), [roundingMutant(policy)])
  const levels = nameMutants(policy.review.level, policy.review.levels)
  yield* mutantsOf(
    part('review.level'),
    within(levels, (level) => ({ ...policy, review: { ...policy.review, level } })),
  )
}

function roundingMutant(policy: Policy): Change<Policy> {
  const { rounding } = policy.money
  const other = rounding === 'half_even' ? 'half_up' : 'half_even'
  return { change: `${rounding} becomes ${other}`, to: { ...policy, money: { ...policy.money, rounding: other } } }
}

function* defaultMutants(declaration: FactDeclaration, words: ReadonlySet<Value>): Generator<Change<FactDeclaration>> {
  const { defaultValue, from } = declaration
  // In a case, history is neutral where nothing is said of it.
  const other = defaultValue === null || from === 'history' ? null : otherDefault(defaultValue, declaration, words)
  if (defaultValue === null || other === null) return
  yield {
    change: `default ${writtenValue(defaultValue)} becomes ${writtenValue(other)}`,
    to: { ...declaration, defaultValue: other },
  }
}

/** One more, the opposite, or another word: one that the policy speaks of where there is one. */
function otherDefault(value: Value, { values }: FactDeclaration, words: ReadonlySet<Value>): Value | null {
  if (value instanceof Rational) return value.plus(Rational.one)
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string' || values === null) return null
  return nextOf(value, [value, ...values.filter((word) => words.has(word) && word !== value)]) ?? nextOf(value, values)
}

/** The policy with the condition written otherwise wherever it is named. */
function withCondition(policy: Policy, name: string, to: Condition): Policy {
  const renewed = (condition: Condition): Condition => {
    switch (condition.kind) {
      case 'always':
      case 'leaf':
        return condition
      case 'not':
        return { ...condition, of: renewed(condition.of) }
      case 'all':
      case 'any':
        return { ...condition, of: condition.of.map(renewed) }
      case 'named':
        return { ...condition, of: condition.name === name ? to : renewed(condition.of) }
    }
  }
  return {
    ...policy,
    conditions: withValue(policy.conditions, name, to),
    refunds: policy.refunds.map((rule) => ({ ...rule, when: renewed(rule.when) })),
    disputes: policy.disputes.map((rule) => ({ ...rule, when: renewed(rule.when) })),
  }
}

/** The derived values that a decision rests on; what only a message names, no case sees. */
function decidingValues({ derived, ...policy }: Policy): ReadonlySet<string> {
  const rules = [...policy.refunds, policy.defaultRuling, ...policy.disputes]
  const compared = operandsOf(rules.map(({ when }) => when)).filter(({ kind }) => kind === 'derived')
  const computed = policyFormulas({ derived, ...policy }).flatMap((formula) => [...readNames(formula).derived])
  const waiting = [...compared.map(({ name }) => name), ...computed]
  const found = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const formula = derived.get(name)
    if (formula === undefined || found.has(name)) continue
    found.add(name)
    waiting.push(...readNames(formula).derived)
  }
  return found
}

/** Whether working days are counted by what a decision rests on. */
function countsInDecisions(policy: Policy, deciding: ReadonlySet<string>): boolean {
  const values = [...policy.derived].flatMap(([name, formula]) => (deciding.has(name) ? [formula] : []))
  const sources = [...policyFormulas(policy), ...values].map(({ source }) => source)
  return workingDayFunctionNames.some((name) => sources.some((source) => source.includes(`${name}(`)))
}

function part(name: string): Omit<Mutant, 'change' | 'policy'> {
  return { part: name, rule: null, position: null }
}
