import { Rational } from '../../money/rational.ts'
import type { Limit, Policy } from '../model/policy.ts'
import type { LanguageFile } from '../wording/languages/language-file.ts'
import { serviceWords } from '../wording/service-words.ts'
import { labelText, shownText } from '../wording/shown-text.ts'
import { quantityText } from '../wording/unit-text.ts'
import { workingDaysText } from '../wording/working-days-text.ts'
import { fixedText, type PageStyle } from './clauses-html.ts'

/** What holds beside the clauses and is not as it was, in words; null for what was not there, or is no more. */
export interface TermChange {
  readonly label: string
  readonly before: string | null
  readonly after: string | null
}

type Terms = ReadonlyMap<string, string>

/** Title, contact, time zone, working days, ways of payment, limits and review times that two versions have otherwise. */
export function termChanges(before: PageStyle, after: PageStyle): readonly TermChange[] {
  const [was, is] = [termsOf(before), termsOf(after)]
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((label) => ({ label, before: was.get(label) ?? null, after: is.get(label) ?? null }))
    .filter((change) => change.before !== change.after)
}

function termsOf(style: PageStyle): Terms {
  const { policy, language } = style
  const words = serviceWords(language).terms
  return new Map([
    [words.title, fixedText(policy.title, style)],
    ...(policy.contact === null ? [] : [[words.contact, policy.contact] as const]),
    [words.time_zone, policy.timeZone],
    ...workingDayTerm(style),
    [words.methods, policy.refundMethods.map((method) => labelText(method, language, policy.labels)).join(', ')],
    ...policy.limits.map((limit) => [limitLabel(limit, words), limitText(limit, style)] as const),
    [words.target, durationText(policy.review.targetMilliseconds, language)],
    [words.due, durationText(policy.review.dueMilliseconds, language)],
  ])
}

function workingDayTerm({ policy, language }: PageStyle): readonly (readonly [string, string])[] {
  if (policy.workingDays === null) return []
  return [[serviceWords(language).working_days.title, workingDaysText(policy.workingDays, language)]]
}

/** A policy may have a limit of one kind in several currencies: each is a term of its own. */
function limitLabel({ per, currency }: Limit, words: LanguageFile['terms']): string {
  return `${words[`limit_${per}`]} (${currency})`
}

function limitText({ amount, currency }: Limit, { policy, language }: PageStyle): string {
  return shownText({ kind: 'money', amount: Rational.of(amount), currency }, { policy, language }, false)
}

const units = [
  ['weeks', 604_800_000],
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const

/** In the largest unit that it is a whole number of. */
function durationText(milliseconds: Policy['review']['dueMilliseconds'], language: string): string {
  const [unit, size] = units.find(([, length]) => milliseconds % length === 0) ?? ['minutes', 60_000]
  return quantityText(Rational.ofInteger(milliseconds / size), unit, { language, short: false })
}
