import { Rational } from '../money/rational.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import { expressionTypeOf } from '../policy/expression/expression-type.ts'
import type { Policy } from '../policy/model/policy.ts'
import { serviceWords } from '../policy/wording/service-words.ts'
import { shownText } from '../policy/wording/shown-text.ts'
import { quantityText } from '../policy/wording/unit-text.ts'
import { millisecondsPerDay } from '../time/civil-day.ts'
import type { Candidate } from './flip-candidates.ts'

interface Told {
  readonly changes: readonly Candidate[]
  /** When it was asked; milliseconds. */
  readonly now: number
  readonly refund: { readonly amount: string; readonly currency: string }
}

/** "It would be refunded (4.00 EUR) if the number that is missing were 1.", in the words that the policy has for the facts. */
export function flipWords(policy: Policy, { changes, now, refund }: Told, language: string): string {
  const { sentence, and } = serviceWords(language).flips
  const { amount, currency } = refund
  const isKnown = currencyScale(policy, currency) !== undefined
  const money = shownText(
    { kind: 'money', amount: Rational.of(amount), currency: isKnown ? currency : null },
    { policy, language },
    false,
  )
  const parts = changes.map(({ fact, value }) =>
    fact === null ? timeWords(value - now, language) : factWords(policy, { fact, value }, language),
  )
  return filled(sentence, { refund: money, changes: parts.join(and) })
}

const [hour, day] = [3_600_000, millisecondsPerDay]

function timeWords(difference: number, language: string): string {
  const { earlier, later } = serviceWords(language).flips
  const size = Math.abs(difference)
  const [unit, length] = size % day === 0 ? (['days', day] as const) : (['hours', hour] as const)
  const time = quantityText(Rational.ofInteger(size / length), unit, { language, short: false })
  return filled(difference < 0 ? earlier : later, { time })
}

function factWords(
  policy: Policy,
  { fact, value }: Pick<Candidate, 'value'> & { readonly fact: string },
  language: string,
): string {
  const declaration = policy.facts.get(fact)
  if (declaration === undefined) throw new TypeError(`the fact ${fact} is not declared`)
  const { type, values, changeable, description } = declaration
  const shown = { kind: 'value', value, type: expressionTypeOf(type, values), unit: null } as const
  const what = changeable?.get(language) ?? description ?? fact
  return filled(serviceWords(language).flips.were, { what, value: shownText(shown, { policy, language }, false) })
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole)
}
