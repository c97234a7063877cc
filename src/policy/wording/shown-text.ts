import { minorUnit } from '../../money/currencies.ts'
import { Rational } from '../../money/rational.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { amountText, moneyText } from './money-text.ts'
import { numberText } from './number-text.ts'
import { serviceWords } from './service-words.ts'
import { dateText, instantText } from './time-text.ts'
import { quantityText } from './unit-text.ts'

/** What a name in a text stands for: money, or a value that may have a unit; null where it is unknown. */
export type Shown =
  | { readonly kind: 'money'; readonly amount: Rational; readonly currency: string | null }
  | ({ readonly kind: 'value' } & Measure)
  | null

/** In which language and for which policy a text is written. */
export interface TextStyle {
  readonly language: string
  readonly policy: Pick<Policy, 'timeZone' | 'money' | 'labels'>
}

/** Writes what a name stands for; `bare` without the unit or currency, which stands beside it. */
export function shownText(shown: Shown, style: TextStyle, bare: boolean): string {
  const { language, policy } = style
  if (shown === null) return serviceWords(language).unknown
  if (shown.kind === 'money') return sumText(shown, style, bare)
  const { value, unit } = shown
  if (!(value instanceof Rational)) return plainText(shown, style)
  if (unit === null) return numberText(value, language)
  const scale = policy.money.scale.get(unit) ?? minorUnit(unit)
  if (scale !== undefined) return sumText({ amount: value, currency: unit }, style, bare)
  return bare ? numberText(value, language) : quantityText(value, unit, { language, short: false })
}

function sumText(
  { amount, currency }: { readonly amount: Rational; readonly currency: string | null },
  { language, policy }: TextStyle,
  bare: boolean,
): string {
  const scale = currency === null ? undefined : (policy.money.scale.get(currency) ?? minorUnit(currency))
  if (currency === null || scale === undefined) return numberText(amount, language)
  return bare ? amountText(amount, scale, language) : moneyText({ amount, currency, scale }, language)
}

function plainText(
  { value, type }: { readonly value: Value; readonly type: ExpressionType },
  { language, policy }: TextStyle,
): string {
  const words = serviceWords(language)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return instantText(value, language, policy.timeZone)
  if (typeof value !== 'string') return numberText(value, language)
  return type.kind === 'date' ? dateText(value, language) : labelText(value, language, policy.labels)
}

/** The policy's own words for a value, or the value itself. */
export function labelText(value: string, language: string, labels: Policy['labels']): string {
  return labels.get(value)?.get(language) ?? value
}
