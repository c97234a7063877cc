import type { Action } from '../model/action.ts'
import type { Condition } from '../model/condition.ts'
import { conditionReferredTo } from '../model/condition-reference.ts'
import type { Expression } from '../model/expression.ts'
import type { HistoryQuery } from '../model/history-query.ts'
import type { Clause, Policy } from '../model/policy.ts'
import { namedValues, type Words } from '../model/template.ts'

/** The names that a policy mentions anywhere but in its cases. */
export interface Mentions {
  readonly facts: ReadonlySet<string>
  readonly derived: ReadonlySet<string>
  readonly tables: ReadonlySet<string>
  readonly conditions: ReadonlySet<string>
}

type Found = { readonly [Kind in keyof Mentions]: Set<string> }

/** Gathers every mention in formulas, conditions, texts, subject and history questions. */
export function mentionsOf(policy: Policy): Mentions {
  const found: Found = { facts: new Set(), derived: new Set(), tables: new Set(), conditions: new Set() }
  const rulings = [...policy.refunds, policy.defaultRuling]
  for (const formula of policy.derived.values()) takeFormula(formula, found)
  for (const condition of policy.conditions.values()) takeCondition(condition, found)
  for (const formula of policy.requiredWhen.values()) takeFormula(formula, found)
  takeSubject(policy.subject, found)
  takeFormula(policy.review.level, found)
  for (const { refund, method, review, amounts } of rulings) {
    for (const formula of [refund, method, review?.level, ...amounts.map((amount) => amount.formula)])
      takeFormula(formula, found)
    takeActions(review?.actions ?? [], found)
  }
  for (const { when, message, actions } of [...rulings, ...policy.disputes]) {
    takeCondition(when, found)
    takeWords(message, found)
    takeActions(actions, found)
  }
  for (const message of policy.messages.values()) takeWords(message, found)
  takeClauses(policy.clauses, found)
  for (const { history } of policy.facts.values()) takeQuestion(history, found)
  return found
}

function takeQuestion(history: HistoryQuery | null, found: Found): void {
  if (history === null || history.kind === 'state') return
  if (history.before !== null) takeName(history.before, found)
  for (const names of history.where.facts) for (const name of names) found.facts.add(name)
  for (const name of history.where.values.keys()) found.facts.add(name)
}

function takeSubject(subject: Policy['subject'], found: Found): void {
  const { order, account, charge, cap, currency, purchasedAt, part, language } = subject
  for (const formula of [order, account, charge, cap, currency, purchasedAt, part, language])
    takeFormula(formula, found)
  for (const name of [subject.claim, subject.claimedAt]) if (name !== null) found.facts.add(name)
}

function takeActions(actions: readonly Action[], found: Found): void {
  for (const { parameters } of actions) for (const { formula } of parameters.values()) takeFormula(formula, found)
}

function takeFormula(formula: Expression | null | undefined, found: Found): void {
  switch (formula?.kind) {
    case undefined:
    case 'literal':
    case 'given':
    case 'amount':
      return
    case 'fact':
      found.facts.add(formula.name)
      return
    case 'derived':
      takeName(formula, found)
      return
    case 'call':
      for (const argument of formula.arguments) takeFormula(argument, found)
      return
    case 'table':
      found.tables.add(formula.table)
      for (const key of formula.keys) takeFormula(key, found)
  }
}

function takeCondition(condition: Condition, found: Found): void {
  switch (condition.kind) {
    case 'always':
      return
    case 'all':
    case 'any':
      for (const part of condition.of) takeCondition(part, found)
      return
    case 'not':
      takeCondition(condition.of, found)
      return
    case 'named':
      found.conditions.add(condition.name)
      return
    case 'leaf':
      takeName(condition.operand, found)
      if (condition.value.kind !== 'literal') takeName(condition.value, found)
  }
}

function takeWords(words: Words, found: Found): void {
  for (const template of words.values()) {
    for (const part of template) if (typeof part !== 'string' && part.kind === 'table') found.tables.add(part.name)
    for (const named of namedValues(template)) {
      if (named.kind === 'fact' || named.kind === 'derived') takeName(named, found)
    }
  }
}

function takeClauses(clauses: readonly Clause[], found: Found): void {
  for (const { text, clauses: inner } of clauses) {
    takeWords(text, found)
    takeClauses(inner, found)
  }
}

function takeName({ kind, name }: { readonly kind: 'fact' | 'derived'; readonly name: string }, found: Found): void {
  const condition = conditionReferredTo(name)
  if (condition === null) found[kind === 'fact' ? 'facts' : 'derived'].add(name)
  else found.conditions.add(condition)
}
