import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'

type Money = Pick<Policy, 'subject' | 'refunds' | 'defaultRuling' | 'derived' | 'facts'>

const known = new WeakMap<Money, ReadonlySet<string>>()

/**
 * The facts and derived values that are amounts in the order's currency: what charge, cap, refunds and
 * the parts of a split are made of, and what history sums up.
 */
export function moneyNames(policy: Money): ReadonlySet<string> {
  const before = known.get(policy)
  if (before !== undefined) return before
  const found = new Set<string>()
  for (const { name, history } of policy.facts.values()) {
    if (history?.kind === 'sum' || (history?.kind === 'state' && history.state === 'credited')) found.add(name)
  }
  const rulings = [...policy.refunds, policy.defaultRuling]
  const formulas = rulings.flatMap(({ refund, amounts, split }) => [
    refund,
    ...amounts.filter(({ name }) => split.includes(name)).map(({ formula }) => formula),
  ])
  for (const formula of [policy.subject.charge, policy.subject.cap, ...formulas]) {
    if (formula !== null) collect(formula, policy.derived, found)
  }
  for (const name of plainNumbers(policy)) found.delete(name)
  known.set(policy, found)
  return found
}

const amountsKnown = new WeakMap<Money, Map<string, boolean>>()

/** Whether a named amount is money: not if it is made of facts that are none, such as points or pieces, or is given as a plain number. */
export function isMoneyAmount(policy: Money, name: string): boolean {
  const amounts = amountsKnown.get(policy) ?? new Map<string, boolean>()
  amountsKnown.set(policy, amounts)
  const before = amounts.get(name)
  if (before !== undefined) return before
  const isMoney = isMadeOfMoney(policy, name)
  amounts.set(name, isMoney)
  return isMoney
}

function isMadeOfMoney(policy: Money, name: string): boolean {
  const money = moneyNames(policy)
  const numbers = plainNumbers(policy)
  return [...policy.refunds, policy.defaultRuling]
    .flatMap(({ amounts }) => amounts.filter((amount) => amount.name === name))
    .every(({ formula }) => {
      const isNamed = formula.kind === 'fact' || formula.kind === 'derived'
      if (numbers.has(name) || (isNamed && numbers.has(formula.name))) return false
      const read = new Set<string>()
      collect(formula, policy.derived, read)
      return read.size === 0 || [...read].some((one) => money.has(one))
    })
}

/** What actions give as numbers, and not as money. */
function plainNumbers({ refunds, defaultRuling }: Money): ReadonlySet<string> {
  const parameters = [...refunds, defaultRuling].flatMap(({ actions, review }) =>
    [...actions, ...(review?.actions ?? [])].flatMap((action) => [...action.parameters.values()]),
  )
  return new Set(
    parameters.flatMap(({ formula, scale }) => {
      const isNumber = scale !== null && scale !== 'currency'
      return isNumber && 'name' in formula && formula.kind !== 'given' ? [formula.name] : []
    }),
  )
}

/** The arguments of a call that are money where its result is. */
function moneyArguments({
  function: name,
  arguments: all,
}: Extract<Expression, { kind: 'call' }>): readonly Expression[] {
  switch (name) {
    case 'add':
    case 'subtract':
    case 'negate':
    case 'min':
    case 'max':
    case 'sum':
    case 'abs':
    case 'clamp':
    case 'coalesce':
      return all
    case 'floor':
    case 'ceil':
    case 'round':
    case 'percent':
    case 'prorate':
    case 'divide':
      return all.slice(0, 1)
    case 'if':
      return all.slice(1)
    default:
      return []
  }
}

function collect(formula: Expression, derived: Policy['derived'], found: Set<string>): void {
  if (formula.kind === 'call') {
    for (const argument of moneyArguments(formula)) collect(argument, derived, found)
  } else if ((formula.kind === 'fact' || formula.kind === 'derived') && !found.has(formula.name)) {
    found.add(formula.name)
    const behind = formula.kind === 'derived' ? derived.get(formula.name) : undefined
    if (behind !== undefined) collect(behind, derived, found)
  }
}
