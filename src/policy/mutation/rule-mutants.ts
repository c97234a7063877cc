import type { Action } from '../model/action.ts'
import type { Expression } from '../model/expression.ts'
import type { DisputeOutcome, DisputeRule, OutcomeKind, Policy, RefundRule } from '../model/policy.ts'
import { conditionMutants } from './condition-mutants.ts'
import { expressionMutants } from './expression-mutants.ts'
import { type Change, replaced, within, without, withValue } from './mutant.ts'
import { nextOf } from './other-values.ts'
import { writtenValue } from './written.ts'

const otherOutcome: Readonly<Record<OutcomeKind, OutcomeKind>> = { approve: 'deny', deny: 'review', review: 'deny' }
const otherDisputeOutcome: Readonly<Record<DisputeOutcome, DisputeOutcome>> = {
  none: 'warn',
  warn: 'suspend',
  suspend: 'warn',
  terminate: 'ban',
  ban: 'terminate',
}

/** Every small fault of a rule of the section `refunds`, or of the default. */
export function* refundRuleMutants(rule: RefundRule, policy: Policy): Generator<Change<RefundRule>> {
  yield* within(conditionMutants(rule.when), (when) => ({ ...rule, when }))
  yield outcomeMutant(rule)
  if (rule.refund !== null) {
    yield* within(expressionMutants(rule.refund), (refund) => ({ ...rule, refund }))
  }
  for (const [index, amount] of rule.amounts.entries()) {
    const hold = (formula: Expression): RefundRule => ({
      ...rule,
      amounts: replaced(rule.amounts, index, { ...amount, formula }),
    })
    yield* within(expressionMutants(amount.formula), hold)
  }
  yield* within(nameMutants(rule.method, policy.refundMethods), (method) => ({ ...rule, method }))
  // What an approval of a review gives, no case says.
  if (rule.kind !== 'review') yield* within(actionMutants(rule.actions), (actions) => ({ ...rule, actions }))
  const { review } = rule
  if (review === null) return
  const levels = within(nameMutants(review.level, policy.review.levels), (level) => ({ ...review, level }))
  yield* within(levels, (to) => ({ ...rule, review: to }))
  yield* within(actionMutants(review.actions), (actions) => ({ ...rule, review: { ...review, actions } }))
}

/** Every small fault of a rule of the section `disputes`. */
export function* disputeRuleMutants(rule: DisputeRule): Generator<Change<DisputeRule>> {
  yield* within(conditionMutants(rule.when), (when) => ({ ...rule, when }))
  const outcome = otherDisputeOutcome[rule.outcome]
  yield { change: `${rule.outcome} becomes ${outcome}`, to: { ...rule, outcome } }
  yield* within(actionMutants(rule.actions), (actions) => ({ ...rule, actions }))
}

/** A method or a level: another name where it is one, else the faults of its formula. */
export function* nameMutants(formula: Expression | null, names: readonly string[]): Generator<Change<Expression>> {
  if (formula === null) return
  if (formula.kind !== 'literal' || typeof formula.value !== 'string') {
    yield* expressionMutants(formula)
    return
  }
  const other = nextOf(formula.value, names)
  if (other !== null) yield { change: `${formula.value} becomes ${other}`, to: { ...formula, value: other } }
}

/** A rule that pays does no longer, one that denies asks a person, one that asks denies. */
function outcomeMutant(rule: RefundRule): Change<RefundRule> {
  const kind = otherOutcome[rule.kind]
  const bare = { ...rule, outcome: kind, kind, refund: null, amounts: [], split: [], actions: [], review: null }
  return { change: `${rule.outcome} becomes ${kind}`, to: bare }
}

function* actionMutants(actions: readonly Action[]): Generator<Change<readonly Action[]>> {
  for (const [index, action] of actions.entries()) {
    yield { change: `without the action ${action.name}`, to: without(actions, index) }
    for (const [name, parameter] of action.parameters) {
      const hold = (formula: Expression): readonly Action[] => {
        const parameters = withValue(action.parameters, name, { ...parameter, formula })
        return replaced(actions, index, { ...action, parameters })
      }
      yield* within(named(name, parameterMutants(parameter.formula)), hold)
    }
  }
}

function* parameterMutants(formula: Expression): Generator<Change<Expression>> {
  yield* expressionMutants(formula)
  if (formula.kind !== 'literal' || typeof formula.value !== 'string') return
  const value = `${formula.value}!`
  yield { change: `${writtenValue(formula.value)} becomes ${writtenValue(value)}`, to: { ...formula, value } }
}

function* named<Part>(name: string, changes: Iterable<Change<Part>>): Generator<Change<Part>> {
  for (const { change, to } of changes) yield { change: `${name}: ${change}`, to }
}
