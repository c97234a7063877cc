import { Rational } from '../../money/rational.ts'
import type { Action, ActionParameter } from '../model/action.ts'
import { type Given, nothingGiven } from '../model/given.ts'
import { Unknown, type Value } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'
import { roundAmount } from './round-amount.ts'

/** An action that follows from a decision, computed but not yet set against what was given before. */
export interface FollowUp {
  readonly name: string
  readonly per: Action['per']
  /** Whether it says what the decision adds: it is given only where something is. */
  readonly adds: boolean
  readonly parameters: readonly FollowUpParameter[]
}

/** A parameter with its value, in the order of the rule. */
export interface FollowUpParameter {
  readonly name: string
  readonly use: ActionParameter['use']
  readonly value: Value
  /** Decimals that it is written with at least; null where it is no number, or written as short as it is. */
  readonly scale: number | null
}

/** What a decision adds, in the decimals of its currency. */
export interface Added extends Given {
  readonly refund: Rational
  readonly scale: number
}

/** Decimals of a number that declares none: enough for rates and quantities, and no fraction without end. */
const exactDecimals = 8

/**
 * The actions with their parameters, numbers rounded to what they declare. Where nothing is added,
 * those that would say it are left out. Unknown for the reasons of all parameters that cannot be
 * computed.
 */
export function followUps(
  evaluation: Evaluation,
  actions: readonly Action[],
  added: Added,
): readonly FollowUp[] | Unknown {
  const unknown = unknownInActions(evaluation, actions, added)
  if (unknown !== null) return unknown
  return actions.map(({ name, per, parameters }) => ({
    name,
    per,
    adds: [...parameters.values()].some(({ use }) => use === 'added'),
    parameters: [...parameters].flatMap(([parameter, declared]) => {
      if (declared.use === 'added' && added.refund.sign() <= 0) return []
      const value = parameterValue(evaluation, declared, added)
      return value instanceof Unknown
        ? []
        : [{ name: parameter, use: declared.use, value, scale: writtenScale(declared, added.scale) }]
    }),
  }))
}

/** Why not all parameters of the actions can be computed, what is added left out where nothing is; null where they can. */
export function unknownInActions(
  evaluation: Evaluation,
  actions: readonly Action[],
  added: Given & { readonly scale: number | Unknown },
): Unknown | null {
  if (actions.length === 0) return null
  let found: Unknown | null = null
  const isAdding = added.refund !== null && added.refund.sign() > 0
  for (const parameter of actions.flatMap(({ parameters }) => [...parameters.values()])) {
    if (parameter.use === 'added' && !isAdding) continue
    const value = parameterValue(evaluation, parameter, added)
    if (value instanceof Unknown) found = found === null ? value : found.and(value)
  }
  return found
}

function parameterValue(
  evaluation: Evaluation,
  { formula, use, scale }: ActionParameter,
  added: Given & { readonly scale: number | Unknown },
): Value | Unknown {
  const value = evaluation.evaluate(formula, use === 'added' ? added : nothingGiven)
  if (scale === null || !(value instanceof Rational)) return value
  const digits = scale === 'currency' ? added.scale : scale === 'exact' ? exactDecimals : scale
  if (digits instanceof Unknown) return digits
  return roundAmount(value, digits, evaluation.policy.money.rounding)
}

function writtenScale({ scale }: ActionParameter, ofCurrency: number): number | null {
  if (scale === null || scale === 'exact') return null
  return scale === 'currency' ? ofCurrency : scale
}
