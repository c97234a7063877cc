import { canonicalJson, type Json, jsonText, memberStart, sortedNames } from '../../fingerprint/canonical-json.ts'

/** What a part of an entry may be left out against: what the entry says of its own place. */
export interface Place {
  readonly id: string
  readonly sequence: number
  /** UTC ISO 8601. */
  readonly at: string
  readonly decided_at: string
}

/** The form that a value has: how it is checked when it is read, and how it is written. */
export interface Form<Value> {
  /**
   * Says where parsed JSON deviates from the form: null where it has it, else the path of the first part
   * that does not (`.review.level`). Members that were left out are filled in, in the value itself.
   */
  deviation(value: unknown, place: Place): string | null
  /**
   * RFC 8785 text of the value, without the members that may be left out and have their usual value.
   * Throws a FormFault where the value has not the form.
   */
  write(value: Value, place: Place): string
  /** Set where a member of this form may be left out. */
  readonly usual: Usual<Value> | undefined
}

/** All forms are made here, of one shape: what writes them reads them a hundred times for an entry. */
function formOf<Value>(checks: Pick<Form<Value>, 'deviation' | 'write'>, usual?: Usual<Value>): Form<Value> {
  return { deviation: checks.deviation, write: checks.write, usual }
}

/** The value that a member has where it is left out: always the same one, with its text, or one that follows from the place. */
type Usual<Value> = { readonly value: Value; readonly text: string } | { readonly of: (place: Place) => Value }

const nowhere: Place = { id: '', sequence: 0, at: '', decided_at: '' }

/** A value that has not the form that it should have, and the path to what deviates. */
export class FormFault extends Error {
  readonly path: string

  constructor(path: string) {
    super(`${path === '' ? 'the value' : path} is not what was declared`)
    this.path = path
  }
}

/** A value that is written as it is, where the check lets it pass. */
export function leaf<Value>(has: (value: unknown) => boolean): Form<Value> {
  return formOf({
    deviation: (value) => (has(value) ? null : ''),
    write: (value) => {
      if (!has(value)) throw new FormFault('')
      return canonicalJson(value)
    },
  })
}

/** Any text. */
export const text: Form<string> = formOf({
  deviation: (value) => (typeof value === 'string' ? null : ''),
  write: (value) => {
    if (typeof value !== 'string') throw new FormFault('')
    return jsonText(value)
  },
})

/** Exact decimal text, as amounts are written. */
export const decimal: Form<string> = formOf({
  deviation: (value) => (isDecimal(value) ? null : ''),
  write: (value) => {
    if (!isDecimal(value)) throw new FormFault('')
    return `"${value}"`
  },
})

function isDecimal(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)
}

/** A whole number from 0 on. */
export const count: Form<number> = leaf((value) => Number.isSafeInteger(value) && (value as number) >= 0)

export const flag: Form<boolean> = leaf((value) => typeof value === 'boolean')

/** Anything that JSON can hold. */
export const anyJson: Form<Json> = leaf(() => true)

/** Exactly one of the words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Form<Word> {
  const known: ReadonlySet<unknown> = new Set(words)
  return leaf((value) => known.has(value))
}

/** Null, or a value of the form. */
export function nullable<Value>(form: Form<Value>): Form<Value | null> {
  return formOf<Value | null>({
    deviation: (value, place) => (value === null ? null : form.deviation(value, place)),
    write: (value, place) => (value === null ? 'null' : form.write(value, place)),
  })
}

/** A member of an object that is left out of what is written while it has its usual value. */
export function usually<Value>(form: Form<Value>, usual: Value): Form<Value> {
  return formOf(form, { value: usual, text: form.write(usual, nowhere) })
}

/** {@link usually}, where the usual value follows from the entry's place. */
export function usuallyOf<Value>(form: Form<Value>, usual: (place: Place) => Value): Form<Value> {
  return formOf(form, { of: usual })
}

/** {@link usually} null. */
export function orNull<Value>(form: Form<Value>): Form<Value | null> {
  return usually(nullable(form), null)
}

/** A list whose items all have the form. */
export function listOf<Item>(form: Form<Item>): Form<readonly Item[]> {
  return formOf<readonly Item[]>({
    deviation: (value, place) => {
      if (!Array.isArray(value)) return ''
      for (let index = 0; index < value.length; index += 1) {
        const path = form.deviation(value[index], place)
        if (path !== null) return `[${index}]${path}`
      }
      return null
    },
    write: (items, place) => {
      if (!Array.isArray(items)) throw new FormFault('')
      return items.length === 0 ? '[]' : `[${items.map((item: Item) => form.write(item, place)).join(',')}]`
    },
  })
}

/** An object with any names, whose members all have the form. */
export function mapOf<Member>(form: Form<Member>): Form<Readonly<Record<string, Member>>> {
  return formOf<Readonly<Record<string, Member>>>({
    deviation: (value, place) => {
      if (!isObject(value)) return ''
      for (const name of Object.keys(value)) {
        const path = form.deviation(value[name], place)
        if (path !== null) return `.${name}${path}`
      }
      return null
    },
    write: (members, place) => {
      if (!isObject(members)) throw new FormFault('')
      let written = ''
      for (const name of sortedNames(members)) {
        written += (written === '' ? '' : ',') + memberStart(name) + form.write(members[name] as Member, place)
      }
      return `{${written}}`
    },
  })
}

/** What the members of an object are declared as. */
export type Members<Value extends object> = { readonly [Name in keyof Value]-?: Form<Value[Name]> }

/** An object with exactly these members: a missing one that may not be left out, or one more, deviates. */
export function objectOf<Value extends object>(members: Members<Value>): Form<Value> {
  const names = (Object.keys(members) as (keyof Value & string)[]).sort()
  const declared = names.map((name) => {
    const start = `${jsonText(name)}:`
    const form = members[name]
    const { usual } = form
    const fixed = usual !== undefined && 'value' in usual ? usual : null
    const following = usual !== undefined && 'of' in usual ? usual.of : null
    return { name, start, next: `,${start}`, form, fixed, following }
  })
  return formOf<Value>({
    deviation: (value, place) => {
      if (!isObject(value)) return ''
      for (const { name, form } of declared) {
        const member = value[name]
        if (member !== undefined) {
          const path = form.deviation(member, place)
          if (path !== null) return `.${name}${path}`
        } else if (form.usual === undefined) return `.${name}`
        else value[name] = 'of' in form.usual ? form.usual.of(place) : copied(form.usual.value)
      }
      const found = Object.keys(value)
      if (found.length === names.length) return null
      return `.${found.find((name) => !Object.hasOwn(members, name)) ?? ''}`
    },
    write: (value, place) => {
      let written = ''
      for (let index = 0; index < declared.length; index += 1) {
        const one = declared[index] as (typeof declared)[number]
        const { form, fixed, following } = one
        const member = value[one.name]
        if (fixed !== null && member === fixed.value) continue
        const memberText = form.write(member, place)
        if (fixed !== null && memberText === fixed.text) continue
        if (following !== null && memberText === form.write(following(place), place)) continue
        written += (written === '' ? one.start : one.next) + memberText
      }
      return `{${written}}`
    },
  })
}

/** Whoever reads an entry may do with it what he likes: nothing of it is shared with another. */
function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copied)
  const copy: Record<string, unknown> = { ...value }
  for (const name of Object.keys(copy)) copy[name] = copied(copy[name])
  return copy
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
