import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { AnsweredAction, GivenAction, GivenBefore } from '../journal/kinds/given-action.ts'
import { Rational } from '../money/rational.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import { type FollowUp, type FollowUpParameter, followUps } from '../policy/evaluate/follow-ups.ts'
import { parameterText } from '../policy/evaluate/named-actions.ts'
import type { Action } from '../policy/model/action.ts'
import { Unknown } from '../policy/model/value.ts'
import { shareCredit } from './share-credit.ts'

/** What was given before that later decisions have to know. */
export type GivenSoFar = Pick<Circumstances, 'amounts_given' | 'actions_given'>

/** What a credit adds of the ruling's named amounts: its shares where they add up to it, else what the totals grew by, never below 0. */
export function addedAmounts(
  ruling: Ruling,
  credit: Rational,
  { soFar, decimals }: { readonly soFar: GivenSoFar; readonly decimals: number },
): ReadonlyMap<string, Rational> {
  if (ruling.amounts.size === 0) return ruling.amounts
  const parts = [...ruling.amounts].map(([name, total]) => ({
    name,
    total,
    given: Rational.of(soFar.amounts_given[name] ?? '0'),
  }))
  const split = parts.filter(({ name }) => ruling.split.includes(name))
  const shares = split.length === 0 ? new Map<string, Rational>() : shareCredit(credit, split, decimals)
  return new Map(
    parts.map(({ name, total, given }) => {
      const grown = total.minus(given)
      return [name, shares.get(name) ?? (grown.sign() < 0 ? Rational.zero : grown)] as const
    }),
  )
}

/** Actions that are given now, and those that the rule asks for as well but an earlier decision gave. */
export interface GivenActions {
  readonly actions: readonly GivenAction[]
  readonly before: readonly AnsweredAction[]
}

/**
 * The actions that follow, each once: one that was given with the same parameters is not given again;
 * of a sum so far the difference is, and nothing where no sum grew; what says what is added is given
 * where something is. Unknown where a parameter cannot be computed.
 */
export function giveActions(
  evaluation: Evaluation,
  actions: readonly Action[],
  adding: {
    readonly refund: Rational
    readonly amounts: ReadonlyMap<string, Rational>
    readonly scale: number
    readonly soFar: GivenSoFar
  },
): GivenActions | Unknown {
  if (actions.length === 0) return { actions: [], before: [] }
  const following = followUps(evaluation, actions, adding)
  if (following instanceof Unknown) return following
  const isCredited = adding.refund.sign() > 0
  const given = following.map((followUp) => giveOnce(followUp, isCredited, adding.soFar.actions_given))
  const before = given.flatMap((one) => one.before)
  return {
    actions: given.flatMap(({ action }) => (action === null ? [] : [action])),
    before: before.filter(({ id }, index) => before.findIndex((other) => other.id === id) === index),
  }
}

function giveOnce(
  followUp: FollowUp,
  isCredited: boolean,
  earlier: readonly GivenBefore[],
): { readonly action: GivenAction | null; readonly before: readonly AnsweredAction[] } {
  const same = followUp.per === 'order' ? earlier.filter((given) => isSame(followUp, given)) : []
  const cumulative = followUp.parameters.filter(({ use }) => use === 'cumulative')
  const grown = new Map(cumulative.map((parameter) => [parameter.name, grownBy(parameter, same)]))
  const isNews = followUp.adds
    ? isCredited
    : followUp.per === 'decision' ||
      (cumulative.length === 0 ? same.length === 0 : [...grown.values()].some((by) => by.sign() > 0))
  const before = same.map(({ id, name, parameters }) => ({ id, name, parameters }))
  if (!isNews) return { action: null, before }
  return { action: asGiven(followUp, grown), before: followUp.adds ? [] : before }
}

/** The same action with the same parameters, but for sums, for what is added, and for what an erasure removes. */
function isSame({ name, parameters }: FollowUp, given: GivenBefore): boolean {
  if (given.name !== name) return false
  const identity = parameters.filter(({ use }) => use === 'identity')
  const varying = new Set([...given.cumulative, ...given.added, ...given.personal])
  const names = Object.keys(given.parameters).filter((parameter) => !varying.has(parameter))
  return (
    names.length === identity.length &&
    identity.every(({ name: parameter, value, scale }) => given.parameters[parameter] === parameterText(value, scale))
  )
}

function grownBy({ name, value }: FollowUpParameter, same: readonly GivenBefore[]): Rational {
  const total = value instanceof Rational ? value : Rational.zero
  const given = same.reduce((sum, { parameters }) => {
    const earlier = parameters[name]
    return typeof earlier === 'string' ? sum.plus(Rational.of(earlier)) : sum
  }, Rational.zero)
  const grown = total.minus(given)
  return grown.sign() < 0 ? Rational.zero : grown
}

function asGiven({ name, per, parameters }: FollowUp, grown: ReadonlyMap<string, Rational>): GivenAction {
  const named = (use: FollowUpParameter['use']): readonly string[] =>
    parameters.filter((parameter) => parameter.use === use).map((parameter) => parameter.name)
  return {
    name,
    per,
    parameters: Object.fromEntries(
      parameters.map((parameter) => [
        parameter.name,
        parameterText(grown.get(parameter.name) ?? parameter.value, parameter.scale),
      ]),
    ),
    cumulative: named('cumulative'),
    added: named('added'),
    personal: named('personal'),
  }
}
