import imported from 'canonicalize'

/** JSON without `undefined`: what can be written down and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The package's own type says `default`, which its module does not have. */
const canonicalize = imported as typeof imported & ((value: unknown) => string | undefined)

/**
 * RFC 8785 text of a value: equal values give equal text. Throws on what JSON cannot hold. Plain JSON is
 * written here, the rest (`toJSON`, what has no JSON form) by the library; both write the same.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return jsonText(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      return Number.isFinite(value) ? String(value) : byLibrary(value)
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? listText(value) : objectText(value)
    default:
      return byLibrary(value)
  }
}

/** Beyond this length one call of the engine's own writer costs less than a look at every character. */
const longestLooked = 100

/** The JSON text of a text. */
export function jsonText(text: string): string {
  if (text.length > longestLooked) return JSON.stringify(text)
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || unit > 0x7e) return JSON.stringify(text)
  }
  return `"${text}"`
}

const starts = new Map<string, string>()
/** Requests may name what they like: few names are kept, and no long ones. */
const mostStarts = 2000
const longestStart = 60

/** What a member begins with: its name, written, and a colon. */
export function memberStart(name: string): string {
  const known = starts.get(name)
  if (known !== undefined) return known
  const made = `${jsonText(name)}:`
  if (starts.size < mostStarts && name.length <= longestStart) starts.set(name, made)
  return made
}

/** The names of an object in the order of RFC 8785, by their UTF-16 units. */
export function sortedNames(object: object): readonly string[] {
  const names = Object.keys(object)
  if (names.length > fewNames) return names.sort()
  for (let end = 1; end < names.length; end += 1) {
    const name = names[end] ?? ''
    let place = end
    for (; place > 0 && (names[place - 1] ?? '') > name; place -= 1) names[place] = names[place - 1] ?? ''
    names[place] = name
  }
  return names
}

/** So few are in order sooner one by one; most objects have their names in order anyway. */
const fewNames = 24

function listText(list: readonly unknown[]): string {
  let text = ''
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index]
    const written = item === undefined || typeof item === 'symbol' ? 'null' : canonicalJson(item)
    text += index === 0 ? written : `,${written}`
  }
  return `[${text}]`
}

function objectText(object: object): string {
  if ('toJSON' in object && typeof object.toJSON === 'function') return byLibrary(object)
  const members = object as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of sortedNames(members)) {
    const member = members[name]
    if (member === undefined || typeof member === 'symbol') continue
    text += (text === '' ? '' : ',') + memberStart(name) + canonicalJson(member)
  }
  return `{${text}}`
}

function byLibrary(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('a value without a JSON form cannot be fingerprinted')
  return text
}
