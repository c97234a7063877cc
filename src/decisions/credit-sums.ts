import { sumDecimals } from '../money/sum-decimals.ts'
import type { CreditChange, NamedImpact } from './impact.ts'

/** So many amounts are kept before they are added up. */
const mostKept = 1000

interface Side {
  amounts: string[]
}

/** Exact sums of what was and would be credited, by a name and the currency. */
export interface CreditSums {
  add(
    name: string | null,
    side: 'before' | 'after',
    credit: { readonly currency: string; readonly amount: string },
  ): void
  /** Of one name, in the order of currencies. */
  of(name: string | null): readonly CreditChange[]
  /** In the order of names, those without a name last, and currencies. */
  all(): readonly NamedImpact[]
}

/** Nothing was credited yet. */
export function createCreditSums(): CreditSums {
  const sums = new Map<string | null, Map<string, { readonly before: Side; readonly after: Side }>>()
  const of = (name: string | null): readonly CreditChange[] =>
    [...(sums.get(name) ?? [])]
      .sort(([left], [right]) => inOrder(left, right))
      .map(([currency, { before, after }]) =>
        creditChange(currency, sumDecimals(before.amounts), sumDecimals(after.amounts)),
      )
  return {
    add: (name, side, { currency, amount }) => {
      const byCurrency = sums.get(name) ?? new Map<string, { readonly before: Side; readonly after: Side }>()
      sums.set(name, byCurrency)
      const sides = byCurrency.get(currency) ?? { before: { amounts: [] }, after: { amounts: [] } }
      byCurrency.set(currency, sides)
      const { amounts } = sides[side]
      amounts.push(amount)
      if (amounts.length >= mostKept) sides[side].amounts = [sumDecimals(amounts)]
    },
    of,
    all: () => [...sums.keys()].sort(inOrder).flatMap((name) => of(name).map((change) => ({ name, ...change }))),
  }
}

/** What changes in one currency. */
export function creditChange(currency: string, before: string, after: string): CreditChange {
  return { currency, before, after, extra: sumDecimals([after, negated(before)]) }
}

/** The amount with the other sign. */
export function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

function inOrder(left: string | null, right: string | null): number {
  if (left === right) return 0
  return right === null || (left !== null && left < right) ? -1 : 1
}
