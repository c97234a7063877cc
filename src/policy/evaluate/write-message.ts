import { Rational } from '../../money/rational.ts'
import type { Policy } from '../model/policy.ts'
import type { CurrencyName, NamedValue, TemplatePlaceholder } from '../model/template.ts'
import type { Value } from '../model/value.ts'
import { isMoneyAmount, moneyNames } from '../wording/money-names.ts'
import type { Shown } from '../wording/shown-text.ts'
import { writeTemplate } from '../wording/write-template.ts'
import type { RulingMessage } from './evaluator.ts'

/** The sums of a settled decision; null where there is none. */
export interface MessageSums {
  /** Named amounts, as this decision adds them. */
  readonly amounts: ReadonlyMap<string, Rational>
  readonly refund: Rational | null
  readonly entitled: Rational | null
  readonly already_credited: Rational | null
  readonly proposed: Rational | null
}

/** Nothing is credited, proposed or named. */
export const noSums: MessageSums = {
  amounts: new Map(),
  refund: null,
  entitled: null,
  already_credited: null,
  proposed: null,
}

/** How a message is written. */
export interface MessageStyle {
  readonly policy: Policy
  /** One of the policy's languages. */
  readonly language: string
  readonly sums: MessageSums
}

/** The text a customer reads, values written for people; "unknown" in that language for what is not known. */
export function writeMessage(message: RulingMessage, { policy, language, sums }: MessageStyle): string {
  const template = message.words.get(language) ?? []
  const shown = (named: NamedValue | TemplatePlaceholder): Shown => shownBy(named, { message, policy, sums })
  return writeTemplate(template, shown, { language, policy })
}

interface Known {
  readonly message: RulingMessage
  readonly policy: Policy
  readonly sums: MessageSums
}

function shownBy(named: NamedValue | TemplatePlaceholder, known: Known): Shown {
  const { message, policy, sums } = known
  switch (named.kind) {
    case 'measure':
      return { kind: 'value', ...named.measure }
    case 'amount':
      return amountOf(named.name, known)
    case 'decision': {
      if (named.name !== 'currency' && named.name !== 'method') return moneyOf(sums[named.name], message.currency)
      const text = message[named.name]
      return text === null ? null : { kind: 'value', value: text, type: { kind: 'text' }, unit: null }
    }
    case 'fact':
    case 'derived': {
      const value = message.values.get(named.name) ?? null
      const beside = 'currency' in named ? named.currency : null
      if (value instanceof Rational && (beside !== null || moneyNames(policy).has(named.name))) {
        return moneyOf(value, beside === null ? message.currency : currencyIn(beside, message))
      }
      return value === null ? null : { kind: 'value', value, type: named.type, unit: null }
    }
  }
}

function amountOf(name: string, { message, policy, sums }: Known): Shown {
  const value = sums.amounts.get(name) ?? null
  if (value === null || isMoneyAmount(policy, name)) return moneyOf(value, message.currency)
  return { kind: 'value', value, type: { kind: 'number' }, unit: null }
}

function moneyOf(amount: Rational | null, currency: string | null): Shown {
  return amount === null ? null : { kind: 'money', amount, currency }
}

function currencyIn(beside: CurrencyName, message: RulingMessage): string | null {
  const value: Value | null = beside.kind === 'decision' ? message.currency : (message.values.get(beside.name) ?? null)
  return typeof value === 'string' ? value : null
}
