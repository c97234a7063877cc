import { minorUnit } from '../../money/currencies.ts'
import { policyLiterals } from '../evaluate/policy-literals.ts'
import type { Expression, FunctionName } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { and, equal, ite, not, or } from './smt-term.ts'
import { textTerm, translateExpression } from './translate-expression.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

/** What an order cost, the most that it may get, and the smallest unit of its currency. */
export interface MoneyTerms {
  readonly charge: Translated
  readonly cap: Translated
  readonly currency: Translated
  /** Whether the digits of the currency are known. */
  readonly isScaled: string
  /** The currency is known, and nobody knows its digits. */
  readonly isForeign: string
  readonly unit: string
}

/** Currencies that examples may be in, beside those that the policy names. */
const usualCurrencies = ['EUR', 'USD', 'JPY']

/** Charge, cap and currency of the subject. */
export function translateMoney(translation: Translation): MoneyTerms {
  const { policy, script } = translation
  const { subject } = policy
  const charge = finite(translation, subject.charge)
  const cap = subject.cap === subject.charge ? charge : finite(translation, subject.cap)
  const currency = translateExpression(translation, subject.currency)
  const named = namedCurrencies(policy).map((text) => ({
    is: equal(currency.value, textTerm(translation, text)),
    digits: policy.money.scale.get(text) ?? minorUnit(text),
  }))
  const other = otherCurrency(translation, currency.value)
  const unit = named.reduceRight(
    (rest, { is, digits }) => ite(is, digits === undefined ? '1.0' : unitOf(digits), rest),
    other.unit,
  )
  const isNamed = or(...named.map(({ is }) => is))
  translation.hints.usual.push({ about: null, term: or(not(currency.known), isNamed) })
  const isListed = or(...named.flatMap(({ is, digits }) => (digits === undefined ? [] : [is])))
  const hasDigits = script.define('Bool', or(isListed, and(not(isNamed), other.isKnown)))
  return {
    charge,
    cap,
    currency,
    isScaled: and(currency.known, hasDigits),
    isForeign: or(currency.fault, and(currency.known, not(hasDigits))),
    unit: script.define('Real', unit),
  }
}

/** The currencies that a policy or an example may name: all that the subject can have, where that is known, are among them. */
export function namedCurrencies(policy: Policy): readonly string[] {
  const { money, limits, subject } = policy
  const own = subject.currency.type.kind === 'text' ? (subject.currency.type.values ?? []) : []
  const read = policyLiterals(policy).filter((value) => typeof value === 'string' && minorUnit(value) !== undefined)
  const ofLimits = limits.map(({ currency }) => currency)
  return [...new Set([...money.scale.keys(), ...ofLimits, ...own, ...read.map(String), ...usualCurrencies])]
}

function unitOf(digits: number): string {
  return digits === 0 ? '1.0' : `(/ 1.0 1${'0'.repeat(digits)}.0)`
}

/** A currency that nobody names: known or not, with some unit. */
function otherCurrency({ script }: Translation, currency: string): { readonly isKnown: string; readonly unit: string } {
  const isKnown = script.once(`currency ${currency}`, () => script.declare('Bool', 'c'))
  const unit = script.once(`unit ${currency}`, () => {
    const name = script.declare('Real', 'u')
    script.assertAbout(name, and(`(> ${name} 0.0)`, `(<= ${name} 1.0)`))
    return name
  })
  return { isKnown, unit }
}

const finiteFunctions: ReadonlySet<FunctionName> = new Set([
  'add',
  'subtract',
  'negate',
  'min',
  'max',
  'sum',
  'abs',
  'clamp',
  'if',
  'switch',
  'coalesce',
])

/** A charge or cap fails where it has no short decimal form, which only products and quotients may lack. */
function finite(translation: Translation, expression: Expression): Translated {
  const amount = translateExpression(translation, expression)
  if (isFinite(translation, expression)) return amount
  const { script } = translation
  const isShort = script.once(`short ${amount.value}`, () => script.declare('Bool', 's'))
  return {
    ...amount,
    known: and(amount.known, isShort),
    fault: or(amount.fault, and(amount.known, not(isShort))),
  }
}

function isFinite(translation: Translation, expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'fact':
    case 'given':
    case 'amount':
    case 'table':
      return true
    case 'derived': {
      const formula = translation.policy.derived.get(expression.name)
      return formula !== undefined && isFinite(translation, formula)
    }
    case 'call':
      if (expression.type.kind !== 'number') return true
      return (
        finiteFunctions.has(expression.function) &&
        expression.arguments.every((argument) => isFinite(translation, argument))
      )
  }
}
