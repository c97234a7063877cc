import type { Rational } from '../../money/rational.ts'
import { Unknown } from '../model/value.ts'
import { currencyScale } from './currency-scale.ts'
import { type Evaluation, numberOf, textOf } from './evaluation.ts'

/** What the order cost, as far as it is known. */
export interface SubjectMoney {
  readonly charge: Rational | Unknown
  readonly currency: string | Unknown
  /** Digits of the currency; unknown with the currency, a fault for a currency that nobody knows. */
  readonly scale: number | Unknown
}

/** Digits of a charge on either side of the point: more than any fact may have, and few enough that sums of millions of them stay within the text of a decimal. */
const mostDigits = 30

/** Reads charge and currency as the policy's subject words them. */
export function subjectMoney(evaluation: Evaluation): SubjectMoney {
  const { subject } = evaluation.policy
  const charge = decimalOf(numberOf(evaluation.evaluate(subject.charge, null)))
  const currency = textOf(evaluation.evaluate(subject.currency, null))
  return { charge, currency, scale: scaleOf(evaluation, currency) }
}

/** A charge is refunded with all its decimals, so it must have finitely many; sums of charges must stay decimals that can be read. */
function decimalOf(charge: Rational | Unknown): Rational | Unknown {
  if (charge instanceof Unknown) return charge
  const written = charge.toString()
  if (written.includes('/')) return Unknown.fault('the charge has no finite decimal form')
  const isLong = written.split('.').some((digits) => digits.length > mostDigits)
  return isLong ? Unknown.fault('the charge has too many digits') : charge
}

function scaleOf(evaluation: Evaluation, currency: string | Unknown): number | Unknown {
  if (currency instanceof Unknown) return currency
  return currencyScale(evaluation.policy, currency) ?? Unknown.fault(`the currency ${currency} is not known`)
}
