import { Rational } from '../money/rational.ts'

/** A named amount: its total by the policy, and what was given of it before. */
export interface ShareOf {
  readonly name: string
  readonly total: Rational
  readonly given: Rational
}

/**
 * Shares a credit among named amounts in proportion to what each total still exceeds what was given
 * (where none does: to the totals; where those are 0 too: the first gets all), by largest remainder at
 * the credit's own decimals, ties in declared order. The shares are never negative and add up to the
 * credit. Pure.
 */
export function shareCredit(
  credit: Rational,
  among: readonly ShareOf[],
  decimals: number,
): ReadonlyMap<string, Rational> {
  const unit = Rational.of(10n ** BigInt(decimals))
  const units = credit.times(unit)
  const weights = weightsOf(among)
  const sum = weights.reduce((total, weight) => total.plus(weight), Rational.zero)
  const exact = weights.map((weight) => units.times(weight).dividedBy(sum))
  const floors = exact.map((share) => share.round(0, 'down'))
  const left = units.minus(floors.reduce((total, share) => total.plus(share), Rational.zero))
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share.minus(floors[index] ?? Rational.zero) }))
    .sort((first, second) => second.remainder.compare(first.remainder) || first.index - second.index)
  const raised = new Set(
    byRemainder.filter((_, rank) => Rational.of(BigInt(rank)).compare(left) < 0).map(({ index }) => index),
  )
  return new Map(
    among.map(({ name }, index) => {
      const whole = (floors[index] ?? Rational.zero).plus(raised.has(index) ? Rational.one : Rational.zero)
      return [name, whole.dividedBy(unit)]
    }),
  )
}

function weightsOf(among: readonly ShareOf[]): readonly Rational[] {
  const above = (value: Rational): Rational => (value.sign() > 0 ? value : Rational.zero)
  const open = among.map(({ total, given }) => above(total.minus(given)))
  if (open.some((weight) => weight.sign() > 0)) return open
  const totals = among.map(({ total }) => above(total))
  if (totals.some((weight) => weight.sign() > 0)) return totals
  return among.map((_, index) => (index === 0 ? Rational.one : Rational.zero))
}
