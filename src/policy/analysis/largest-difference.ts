import { Rational } from '../../money/rational.ts'
import type { ComparedTerms } from './compared-section.ts'
import type { LargestDifference } from './comparison.ts'
import type { Laboratory } from './laboratory.ts'
import { readNumber } from './read-model.ts'
import { equal, realTerm } from './smt-term.ts'

const charge = Rational.of(100n)
const ten = Rational.of(10n)
const mostQuestions = 8

/** Bounds of the largest change of the amount that an order of a class can make where 100 was paid; null where nothing is known of it. */
export async function largestDifference(
  { solver, questions }: Laboratory & { readonly questions: ComparedTerms },
  term: string,
  change: string,
): Promise<LargestDifference | null> {
  const { before, after } = questions
  if (before.money === null || after.money === null) return null
  const paid = [before.money.charge, after.money.charge].flatMap(({ known, value }) => [
    known,
    equal(value, realTerm(charge)),
  ])
  const size = `(ite (< ${change} 0.0) (- ${change}) ${change})`
  let [least, most]: [Rational | null, Rational] = [null, charge]
  for (let question = 0; question < mostQuestions; question += 1) {
    const wanted: Rational = question === 0 ? charge : nextBetween(least ?? Rational.zero, most)
    const bound = question === 1 && least === null ? 'true' : `(>= ${size} ${realTerm(wanted)})`
    const checked = await solver.check([term, ...paid, bound], [size], 'little')
    if (checked.verdict === 'unknown') break
    if (checked.verdict === 'unsat') {
      if (bound === 'true') return null
      most = wanted
      continue
    }
    least = readNumber(checked.values[0] ?? '') ?? wanted
    if (least.compare(most) >= 0) break
  }
  if (least === null) return null
  const text = (value: Rational, mode: 'floor' | 'ceiling'): string => value.round(2, mode).toDecimal()
  return { of_charge: charge.toDecimal(), at_least: text(least, 'floor'), at_most: text(most, 'ceiling') }
}

/** Halfway; a tenth of the upper one below a first half where the lower one is still next to nothing: most small changes are very small. */
function nextBetween(low: Rational, high: Rational): Rational {
  const isTiny = high.compare(charge) < 0 && low.times(ten).compare(high) < 0
  return (isTiny ? high.dividedBy(ten) : low.plus(high).dividedBy(Rational.of(2n))).round(2, 'floor')
}
