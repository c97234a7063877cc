import { factsOf, factsOfDerived } from '../expression/facts-of.ts'
import type { Action } from '../model/action.ts'
import type { Condition } from '../model/condition.ts'
import { operandsOf } from '../model/condition-operands.ts'
import type { Expression } from '../model/expression.ts'
import type { DisputeRule, Policy, RefundRule, Subject } from '../model/policy.ts'
import { namedValues, type Words } from '../model/template.ts'
import type { Names } from './scope.ts'

/** What the two sections are made of. */
export interface ReadingParts {
  readonly names: Names
  readonly requiredWhen: Policy['requiredWhen']
  readonly subject: Subject
  readonly refunds: readonly RefundRule[]
  readonly disputes: readonly DisputeRule[]
  readonly messages: Policy['messages']
  /** The level of reviews that no rule words. */
  readonly level: Expression
}

/** The facts that each section reads, directly or through derived values, conditions, subject, texts and history. */
export function policyReads(parts: ReadingParts): Policy['reads'] {
  const { names, subject, refunds, disputes, messages, level } = parts
  const { order, account, charge, cap, currency, purchasedAt, part, language } = subject
  const claimFacts = [subject.claim, subject.claimedAt].filter((name) => name !== null)
  const refundFacts = [
    ...formulaFacts([order, account, charge, cap, currency, purchasedAt, part, level, language], names),
    ...claimFacts,
    ...refunds.flatMap((rule) => refundRuleFacts(rule, names)),
    ...[...messages.values()].flatMap((message) => templateFacts(message, names)),
  ]
  // What a dispute need not say may say it all the same.
  const languageFacts = formulaFacts([language], names).filter((name) => names.facts.get(name)?.presence !== 'required')
  const disputeFacts = [...disputes.flatMap((rule) => ruleFacts(rule, names)), ...languageFacts]
  const all = (facts: readonly string[]) => withRequirements(withHistory(facts, names), parts)
  return { refunds: all(refundFacts), disputes: all(disputeFacts) }
}

function refundRuleFacts(rule: RefundRule, names: Names): readonly string[] {
  const formulas = [rule.refund, rule.method, rule.review?.level ?? null, ...rule.amounts.map(({ formula }) => formula)]
  return [
    ...ruleFacts(rule, names),
    ...formulaFacts(formulas, names),
    ...actionFacts(rule.review?.actions ?? [], names),
  ]
}

function ruleFacts(
  rule: { readonly when: Condition; readonly message: Words; readonly actions: readonly Action[] },
  names: Names,
): readonly string[] {
  return [
    ...namedFacts(operandsOf([rule.when]), names),
    ...templateFacts(rule.message, names),
    ...actionFacts(rule.actions, names),
  ]
}

function actionFacts(actions: readonly Action[], names: Names): readonly string[] {
  const parameters = actions.flatMap((action) => [...action.parameters.values()])
  return formulaFacts(
    parameters.map(({ formula }) => formula),
    names,
  )
}

function formulaFacts(formulas: readonly (Expression | null)[], names: Names): readonly string[] {
  return formulas.flatMap((formula) => (formula === null ? [] : [...factsOf(formula, names.derived)]))
}

function templateFacts(words: Words, names: Names): readonly string[] {
  const named = [...words.values()].flatMap(namedValues).flatMap((part) => {
    return part.kind === 'fact' || part.kind === 'derived' ? [{ kind: part.kind, name: part.name }] : []
  })
  return namedFacts(named, names)
}

function namedFacts(
  named: readonly { readonly kind: 'fact' | 'derived'; readonly name: string }[],
  names: Names,
): readonly string[] {
  const derived = named.filter(({ kind }) => kind === 'derived').map(({ name }) => name)
  return [
    ...named.filter(({ kind }) => kind === 'fact').map(({ name }) => name),
    ...factsOfDerived(derived, names.derived),
  ]
}

/** A history fact reads the time that it counts up to, and the facts that earlier ones are compared with. */
function withHistory(facts: readonly string[], names: Names): Set<string> {
  const read = new Set(facts)
  for (const name of facts) {
    const history = names.facts.get(name)?.history
    if (history === null || history === undefined || history.kind === 'state') continue
    const times = history.before === null ? [] : namedFacts([history.before], names)
    for (const fact of [...times, ...history.where.facts.values()]) read.add(fact)
  }
  return read
}

/** Whether a fact is required follows from other facts. */
function withRequirements(
  read: Set<string>,
  { names, requiredWhen }: Pick<ReadingParts, 'names' | 'requiredWhen'>,
): ReadonlySet<string> {
  // What a condition reads joins the set while it is walked through.
  for (const name of read) {
    for (const fact of formulaFacts([requiredWhen.get(name) ?? null], names)) read.add(fact)
  }
  return read
}
