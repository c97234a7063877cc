import type { Sort } from './smt-term.ts'

/** A growing script of the solver's language: constants, names for terms, and what holds of them. */
export interface SmtScript {
  /** A new constant; the hint makes a script easier to read. */
  declare(sort: Sort, hint: string): string
  /** The name of a term: the same for the same term, and the term itself where it is short. */
  define(sort: Sort, term: string): string
  /** The constant of a key, made at the first call. */
  once(key: string, make: () => string): string
  assert(term: string): void
  /** Holds of a constant that calculates something: it can always be satisfied, and is said only where the constant is asked about. */
  assertAbout(name: string, term: string): void
  /** Every constant and name that terms are made of, through the names of other terms. */
  namesIn(terms: readonly string[]): ReadonlySet<string>
  /** What was asserted about some of the names. */
  assertionsAbout(names: ReadonlySet<string>): readonly string[]
  /** Everything so far. */
  text(): string
}

const shortest = 40

/** An empty script. */
export function createScript(): SmtScript {
  const lines: string[] = []
  const named = new Map<string, string>()
  const keyed = new Map<string, string>()
  const parts = new Map<string, string[]>()
  const about = new Map<string, string[]>()
  const addPart = (name: string, term: string): void => {
    parts.set(name, [...(parts.get(name) ?? []), ...namesOf(term)])
  }
  let count = 0
  const nextName = (hint: string): string => {
    count += 1
    return `${hint}${count}`
  }
  const script: SmtScript = {
    declare: (sort, hint) => {
      const name = nextName(hint)
      lines.push(`(declare-const ${name} ${sort})`)
      return name
    },
    define: (sort, term) => {
      if (term.length < shortest) return term
      const known = named.get(term)
      if (known !== undefined) return known
      const name = nextName('t')
      lines.push(`(define-fun ${name} () ${sort} ${term})`)
      named.set(term, name)
      addPart(name, term)
      return name
    },
    once: (key, make) => {
      const known = keyed.get(key)
      if (known !== undefined) return known
      const made = make()
      keyed.set(key, made)
      return made
    },
    assert: (term) => {
      if (term !== 'true') lines.push(`(assert ${term})`)
    },
    assertAbout: (name, term) => {
      if (term === 'true') return
      about.set(name, [...(about.get(name) ?? []), term])
      addPart(name, term)
    },
    namesIn: (terms) => {
      const found = new Set(terms.flatMap(namesOf))
      // What a name is made of joins the set while it is walked through.
      for (const name of found) for (const part of parts.get(name) ?? []) found.add(part)
      return found
    },
    assertionsAbout: (names) => [...names].flatMap((name) => about.get(name) ?? []),
    text: () => lines.join('\n'),
  }
  return script
}

/** The constants and names in a term: a letter or word, and a number. */
function namesOf(term: string): readonly string[] {
  return term.match(/\b[a-z]+\d+\b/gu) ?? []
}
