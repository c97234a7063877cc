import type { Json } from '../../fingerprint/canonical-json.ts'

/**
 * Says where a value deviates from a form: null where it has it, else the path of the first part that
 * does not (`.review.level`). The type is what a value of that form is.
 */
export interface Form<out Value> {
  (value: unknown): string | null
  /** Never set: carries the type only. */
  readonly ofType?: Value
}

/** The value, typed by its form. Throws a FormFault where it does not have it. */
export function readForm<Value>(form: Form<Value>, value: unknown): Value {
  const path = form(value)
  if (path !== null) throw new FormFault(path)
  return value as Value
}

/** A value that has not the form that it should have, and the path to what deviates. */
export class FormFault extends Error {
  readonly path: string

  constructor(path: string) {
    super(`${path === '' ? 'the value' : path} is not what was declared`)
    this.path = path
  }
}

/** Any text. */
export const text: Form<string> = (value) => (typeof value === 'string' ? null : '')

/** Exact decimal text, as amounts are written. */
export const decimal: Form<string> = (value) =>
  typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? null : ''

/** A whole number from 0 on. */
export const count: Form<number> = (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? null : '')

export const flag: Form<boolean> = (value) => (typeof value === 'boolean' ? null : '')

/** Exactly one of the words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Form<Word> {
  const known: ReadonlySet<unknown> = new Set(words)
  return (value) => (known.has(value) ? null : '')
}

/** Null, or a value of the form. */
export function nullable<Value>(form: Form<Value>): Form<Value | null> {
  return (value) => (value === null ? null : form(value))
}

/** A list whose items all have the form. */
export function listOf<Item>(form: Form<Item>): Form<readonly Item[]> {
  return (value) => {
    if (!Array.isArray(value)) return ''
    for (const [index, item] of value.entries()) {
      const path = form(item)
      if (path !== null) return `[${index}]${path}`
    }
    return null
  }
}

/** An object with any names, whose members all have the form. */
export function mapOf<Member>(form: Form<Member>): Form<Readonly<Record<string, Member>>> {
  return (value) => {
    if (!isObject(value)) return ''
    for (const [name, member] of Object.entries(value)) {
      const path = form(member)
      if (path !== null) return `.${name}${path}`
    }
    return null
  }
}

/** An object with exactly these members: a missing one, or one more, deviates. */
export function objectOf<Value extends object>(
  members: { readonly [Name in keyof Value]-?: Form<Value[Name]> },
): Form<Value> {
  const names = Object.keys(members) as (keyof Value & string)[]
  const known: ReadonlySet<string> = new Set(names)
  return (value) => {
    if (!isObject(value)) return ''
    for (const name of names) {
      const path = Object.hasOwn(value, name) ? members[name](value[name]) : ''
      if (path !== null) return `.${name}${path}`
    }
    const other = Object.keys(value).find((name) => !known.has(name))
    return other === undefined ? null : `.${other}`
  }
}

/** Anything that JSON can hold. */
export const anyJson: Form<Json> = () => null

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
