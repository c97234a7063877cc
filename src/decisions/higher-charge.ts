import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import { Rational } from '../money/rational.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Evaluator, Ruling } from '../policy/evaluate/evaluator.ts'
import { factFromJson } from '../policy/facts/fact-json.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { Value } from '../policy/model/value.ts'
import type { AtHand } from '../time/at-hand.ts'

/**
 * The ruling on the charge that a request reports where that is higher than the frozen one, compared
 * at the currency's scale; null where it is not, or where the policy ignores it. The other order facts
 * that the request states otherwise go with it.
 */
export function ruleOnHigherCharge(
  evaluator: Evaluator,
  evaluation: Evaluation,
  ignored: readonly IgnoredFact[],
): AtHand<Ruling | null> {
  const { policy, facts, now } = evaluation
  if (policy.subject.higherCharge === 'ignore' || ignored.length === 0) return null
  const reported = evaluator.begin(new Map([...facts, ...reportedFacts(evaluation, ignored)]), now)
  const [frozen, stated] = [chargeOf(evaluation), chargeOf(reported)]
  if (frozen === null || stated === null || stated.compare(frozen) <= 0) return null
  return evaluator.ruleRefund(reported)
}

function reportedFacts({ policy }: Evaluation, ignored: readonly IgnoredFact[]): readonly (readonly [string, Value])[] {
  return ignored.flatMap(({ fact, given }) => {
    const declaration = policy.facts.get(fact)
    return declaration === undefined ? [] : [[fact, valueOf(declaration.type, given)] as const]
  })
}

function valueOf(type: Parameters<typeof factFromJson>[0], given: string): Value {
  return factFromJson(type, type === 'boolean' ? given === 'true' : given)
}

/** The charge in the decimals of its currency; null where either is unknown. */
function chargeOf(evaluation: Evaluation): Rational | null {
  const { policy } = evaluation
  const charge = evaluation.evaluate(policy.subject.charge, nothingGiven)
  const currency = evaluation.evaluate(policy.subject.currency, nothingGiven)
  if (!(charge instanceof Rational) || typeof currency !== 'string') return null
  const scale = currencyScale(policy, currency)
  return scale === undefined ? null : charge.round(scale, policy.money.rounding)
}
