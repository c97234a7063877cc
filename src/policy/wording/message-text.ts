import { IntlMessageFormat } from 'intl-messageformat'
import { Rational } from '../../money/rational.ts'
import { startOfDate } from '../../time/calendar.ts'
import type { MessagePart, NamedValue } from '../model/template.ts'
import { numericText } from './number-text.ts'
import { serviceWords } from './service-words.ts'
import { type Shown, shownText, type TextStyle } from './shown-text.ts'

/** What a value within a message begins with where it stands alone, and is written as everywhere else. */
export const plainMark = '·'
/** Stands for the points in names, which ICU MessageFormat does not read. */
export const pointMark = '·'

const formats = new WeakMap<MessagePart, IntlMessageFormat>()

/** A message of ICU MessageFormat filled in. What is unknown takes `other`, and reads as everywhere else. */
export function messageText(part: MessagePart, shown: (named: NamedValue) => Shown, style: TextStyle): string {
  const known = formats.get(part)
  const format = known ?? createFormat(part.source, style)
  if (known === undefined) formats.set(part, format)
  const values = [...part.values].map(([name, named]) => {
    const value = shown(named)
    return [name, name.startsWith(plainMark) ? shownText(value, style, false) : argument(value, style)] as const
  })
  return String(format.format(Object.fromEntries(values)))
}

/** Why a message cannot be read, and where; null where it can. */
export function messageFault(
  source: string,
  language: string,
): { readonly reason: string; readonly offset: number } | null {
  try {
    createFormat(source, { language, policy: { timeZone: 'UTC' } })
    return null
  } catch (error) {
    const { message, location } = error as { message: string; location?: { start: { offset: number } } }
    return { reason: message.toLowerCase().replaceAll('_', ' '), offset: location?.start.offset ?? 0 }
  }
}

interface FormatStyle {
  readonly language: string
  readonly policy: { readonly timeZone: string }
}

function createFormat(source: string, { language, policy: { timeZone } }: FormatStyle): IntlMessageFormat {
  const { unknown } = serviceWords(language)
  return new IntlMessageFormat(source, language, undefined, {
    ignoreTag: true,
    formatters: {
      getNumberFormat: (locales, options) => new NumberOrWord(unknown, locales, options),
      getDateTimeFormat: (locales, options) => new TimeOrWord(unknown, locales, { ...options, timeZone }),
      getPluralRules: (locales, options) => new Intl.PluralRules(locales, options),
    },
  })
}

/** Numbers as exact text, instants in milliseconds; the word `unknown` for what is not known. */
function argument(shown: Shown, { policy }: TextStyle): string | number | boolean {
  if (shown === null) return 'unknown'
  const value = shown.kind === 'money' ? shown.amount : shown.value
  if (value instanceof Rational) return numericText(value)
  const isDate = shown.kind === 'value' && shown.type.kind === 'date' && typeof value === 'string'
  return isDate ? startOfDate(value, policy.timeZone) : typeof value === 'boolean' ? String(value) : value
}

/** Formats a number; a word for what is none. */
class NumberOrWord extends Intl.NumberFormat {
  readonly #word: string

  constructor(word: string, ...format: ConstructorParameters<typeof Intl.NumberFormat>) {
    super(...format)
    this.#word = word
  }

  override format(value: number | bigint | Intl.StringNumericLiteral): string {
    const isNone = typeof value === 'string' ? !/^-?\d/u.test(value) : Number.isNaN(value)
    return isNone ? this.#word : super.format(value)
  }
}

/** Formats an instant; a word for what is none. */
class TimeOrWord extends Intl.DateTimeFormat {
  readonly #word: string

  constructor(word: string, ...format: ConstructorParameters<typeof Intl.DateTimeFormat>) {
    super(...format)
    this.#word = word
  }

  override format(value?: Date | number): string {
    return typeof value === 'number' ? super.format(value) : this.#word
  }
}
