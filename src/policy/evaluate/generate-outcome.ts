import { Rational } from '../../money/rational.ts'
import type { Action } from '../model/action.ts'
import type { Expression } from '../model/expression.ts'
import type { RefundRule } from '../model/policy.ts'
import { type CodeScope, generateFormula } from './generate-formula.ts'
import { grant, grantTerms, grantWhole } from './grant.ts'
import { literal, NotGenerated } from './source-writer.ts'
import { termsOf, verdictWithoutAmount } from './verdict.ts'

/** Code for the money of an order: each undefined where it is unknown. */
export interface MoneyCode {
  readonly charge: string
  readonly cap: string
  readonly scale: string
}

/** Names of the verdicts where no rule can be settled: facts are absent, or a calculation has no result. */
export interface UndecidedCode {
  readonly missing: string
  readonly faulty: string
}

/** What the code of an outcome is made from. */
export interface OutcomeScope extends CodeScope {
  /** Adds the code that reads the order's money. */
  readonly money: () => MoneyCode
  readonly undecided: UndecidedCode
}

/**
 * Adds code that returns a rule's verdict; undefined where anything is unusual, for the interpreter
 * to say what it is. A rule that has no code always returns undefined.
 */
export function generateOutcome(rule: RefundRule, scope: OutcomeScope): void {
  const { writer } = scope
  switch (rule.kind) {
    case 'deny':
      checkExtras(rule, scope)
      writer.add(`return ${writer.constant(verdictWithoutAmount(termsOf(scope.policy, rule)))};`)
      return
    case 'approve':
      if (rule.refund !== null) return generateGrant(rule, rule.refund, scope)
      checkExtras(rule, { ...scope, refund: writer.constant(Rational.zero) })
      writer.add(
        `return ${writer.constant({ terms: termsOf(scope.policy, rule), entitled: Rational.zero, cappedFrom: null, method: null })};`,
      )
      return
    case 'review':
      return generateReview(rule, scope)
  }
}

function generateGrant(rule: RefundRule, refund: Expression, scope: OutcomeScope): void {
  const { writer } = scope
  const verdict = grantCode(rule, refund, scope)
  checkExtras(rule, { ...scope, refund: `${verdict}.entitled` })
  writer.add(`return ${verdict};`)
}

function generateReview(rule: RefundRule, scope: OutcomeScope): void {
  const { writer } = scope
  if (rule.refund === null) {
    const verdict = { ...verdictWithoutAmount(termsOf(scope.policy, rule)), method: fixedMethod(rule, scope) }
    checkLevel(rule, { ...scope, refund: writer.constant(Rational.zero) })
    checkExtras(rule, scope)
    writer.add(`return ${writer.constant(verdict)};`)
    return
  }
  const verdict = grantCode(rule, rule.refund, scope)
  const given = { ...scope, refund: `${verdict}.entitled` }
  checkLevel(rule, given)
  checkExtras(rule, given)
  writer.add(`return ${verdict};`)
}

/** Adds the code of the verdict, and returns its name; it has returned where there is none. */
function grantCode(rule: RefundRule, refund: Expression, scope: OutcomeScope): string {
  const { writer, policy } = scope
  const exact = generateFormula(refund, scope)
  const method = methodCode(rule, scope)
  const { missing, faulty } = scope.undecided
  // A policy without methods refunds by none, which is no fault.
  const methods = rule.method === null || rule.method.kind === 'literal' ? [] : [method]
  const open = [exact, ...methods].filter((value) => !scope.sure.has(value))
  if (open.length > 0) {
    const unknown = open.map((value) => `${value} == null`).join(' || ')
    const fault = open.map((value) => `${value} === null`).join(' || ')
    writer.add(`if (${unknown}) return ${fault} ? ${faulty} : ${missing};`)
  }
  const { charge, cap, scale } = scope.money()
  const verdict = writer.name('t')
  const isWhole = exact === charge && cap === charge
  const given = isWhole ? [charge, scale] : [exact, charge, cap, scale]
  const make = writer.constant(isWhole ? grantWhole : grant)
  writer.add(
    `const ${verdict} = ${make}(${writer.constant(grantTerms(policy, rule))}, ${method}, ${given.join(', ')});`,
  )
  writer.add(`if (${verdict} === undefined) return undefined;`)
  return verdict
}

function methodCode(rule: RefundRule, scope: OutcomeScope): string {
  const { writer, policy } = scope
  if (rule.method === null) {
    const [first] = policy.refundMethods
    return first === undefined ? 'null' : literal(first)
  }
  const method = generateFormula(rule.method, scope)
  if (isOneOf(policy.refundMethods, rule.method)) return method
  const declared = policy.refundMethods.map((name) => `${method} !== ${literal(name)}`)
  writer.add(`if (${[`${method} != null`, ...declared].join(' && ')}) return undefined;`)
  return method
}

function isOneOf(declared: readonly string[], formula: Expression): boolean {
  return formula.kind === 'literal' && declared.some((name) => name === formula.value)
}

function fixedMethod({ method }: RefundRule, { policy }: OutcomeScope): string | null {
  if (method === null) return null
  if (method.kind === 'literal') {
    const named = policy.refundMethods.find((name) => name === method.value)
    if (named !== undefined) return named
  }
  throw new NotGenerated('a review without a proposal computes its method')
}

/** A level that is a formula may be unknown, or not declared. */
function checkLevel(rule: RefundRule, scope: OutcomeScope): void {
  const formula = rule.review?.level ?? null
  if (formula === null || isOneOf(scope.policy.review.levels, formula)) return
  const level = generateFormula(formula, scope)
  const others = scope.policy.review.levels.map((name) => `${level} !== ${literal(name)}`)
  scope.writer.add(`if (${others.join(' && ')}) return undefined;`)
}

/** A rule whose amounts or actions cannot be computed does not decide. */
function checkExtras(rule: RefundRule, scope: OutcomeScope): void {
  const { writer } = scope
  const actions = [...rule.actions, ...(rule.review?.actions ?? [])]
  const parameters = actions.flatMap((action) => parametersOf(action))
  if (rule.amounts.length > 0 || parameters.some(({ scale }) => scale === 'currency')) {
    writer.add(`if (${scope.money().scale} === undefined) return undefined;`)
  }
  for (const { formula } of rule.amounts) checkKnown(formula, scope)
  for (const { formula, use } of parameters) {
    if (use === 'added') checkAdded(formula, scope)
    else checkKnown(formula, scope)
  }
}

function parametersOf({
  parameters,
}: Action): readonly (typeof parameters extends ReadonlyMap<string, infer Parameter> ? Parameter : never)[] {
  return [...parameters.values()]
}

/** What says only what is credited now is known with it. */
function checkAdded(formula: Expression, scope: OutcomeScope): void {
  const isRefund = formula.kind === 'given' && formula.name === 'refund'
  if (!isRefund || scope.refund === null) throw new NotGenerated('an action computes with what is credited')
}

function checkKnown(formula: Expression, scope: OutcomeScope): void {
  if (formula.kind === 'literal') return
  const value = generateFormula(formula, { ...scope, refund: null })
  const tests = [
    ...(scope.sure.has(value) ? [] : [`${value} == null`]),
    ...(formula.type.kind === 'number' ? [`!${value}.isSafe()`] : []),
  ]
  if (tests.length > 0) scope.writer.add(`if (${tests.join(' || ')}) return undefined;`)
}
