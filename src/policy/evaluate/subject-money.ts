import type { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import { Unknown } from '../model/value.ts'
import { currencyScale } from './currency-scale.ts'
import { type Evaluation, numberOf, textOf } from './evaluation.ts'
import { payableCap } from './payable-cap.ts'

/** What the order cost, as far as it is known. */
export interface SubjectMoney {
  readonly charge: Rational | Unknown
  /** The most that the order may get. */
  readonly cap: Rational | Unknown
  readonly currency: string | Unknown
  /** Digits of the currency; unknown with the currency, a fault for a currency that nobody knows. */
  readonly scale: number | Unknown
}

/** Digits of a charge or cap on either side of the point: more than any fact may have, and few enough that sums of millions of them stay within the text of a decimal. */
const mostDigits = 30

/** Reads charge, cap and currency as the policy's subject words them. */
export function subjectMoney(evaluation: Evaluation): SubjectMoney {
  const { subject } = evaluation.policy
  const charge = decimalOf('charge', numberOf(evaluation.evaluate(subject.charge, nothingGiven)))
  const currency = textOf(evaluation.evaluate(subject.currency, nothingGiven))
  const scale = scaleOf(evaluation, currency)
  const cap = subject.cap === subject.charge ? charge : capOf(evaluation, { charge, scale })
  return { charge, cap, currency, scale }
}

function capOf(evaluation: Evaluation, { charge, scale }: Pick<SubjectMoney, 'charge' | 'scale'>): Rational | Unknown {
  const { subject, money } = evaluation.policy
  const cap = decimalOf('cap', numberOf(evaluation.evaluate(subject.cap, nothingGiven)))
  const isOpen = cap instanceof Unknown || charge instanceof Unknown || scale instanceof Unknown
  return isOpen ? cap : payableCap(cap, { charge, scale }, money.rounding)
}

/** It may be refunded with all its decimals, so it must have finitely many; sums of many must stay decimals that can be read. */
function decimalOf(noun: 'charge' | 'cap', amount: Rational | Unknown): Rational | Unknown {
  if (amount instanceof Unknown || amount.isShortDecimal()) return amount
  const written = amount.toString()
  if (written.includes('/')) return Unknown.fault(`the ${noun} has no finite decimal form`)
  const isLong = written.split('.').some((digits) => digits.length > mostDigits)
  return isLong ? Unknown.fault(`the ${noun} has too many digits`) : amount
}

function scaleOf(evaluation: Evaluation, currency: string | Unknown): number | Unknown {
  if (currency instanceof Unknown) return currency
  return currencyScale(evaluation.policy, currency) ?? Unknown.fault(`the currency ${currency} is not known`)
}
