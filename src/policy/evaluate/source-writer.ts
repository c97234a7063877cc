/** Generated code may grow as long as it is compiled within one turn, some ten times that of the shipped policies; beyond, formulas are interpreted. */
const longestSource = 80_000

/** A policy that no code is generated for: it is interpreted. */
export class NotGenerated extends Error {
  override readonly name = 'NotGenerated'
}

/**
 * Collects generated code. Names in it are letters and numbers of our own; whatever the policy words
 * goes through {@link literal}, or stands outside of the code as a constant that is named by its number.
 */
export class SourceWriter {
  readonly constants: unknown[] = []
  readonly #numbers = new Map<unknown, number>()
  readonly #lines: { text: string }[] = []
  /** What the open blocks named, the innermost last. */
  readonly #scopes: Map<string, string>[] = [new Map()]
  #names = 0
  #length = 0

  /** Adds a line. */
  add(line: string): void {
    this.#length += line.length
    if (this.#length > longestSource) throw new NotGenerated('the code would be too long')
    this.#lines.push({ text: line })
  }

  /** Adds a line that opens a block: what is named in it is known in it alone. */
  open(line: string): void {
    this.add(line)
    this.#scopes.push(new Map())
  }

  /** Closes the innermost block. */
  close(): void {
    this.#scopes.pop()
    this.add('}')
  }

  /** Closes the innermost block with a line that opens the next one. */
  next(line: string): void {
    this.#scopes.pop()
    this.open(line)
  }

  /** The name of what was computed in this block or one around it; otherwise it is computed, and its name kept. */
  once(what: string, compute: (what: string) => string): string {
    const known = this.#scopes.findLast((scope) => scope.has(what))?.get(what)
    if (known !== undefined) return known
    const name = compute(what)
    this.#scopes.at(-1)?.set(what, name)
    return name
  }

  /** Keeps a line free; what it gives fills it in, unless the line was taken back. */
  later(): (line: string) => void {
    const held = { text: '' }
    this.#lines.push(held)
    return (line) => {
      held.text = line
    }
  }

  /** A name that is not used yet. */
  name(letter: 't' | 'u' | 'B'): string {
    this.#names += 1
    return `${letter}${this.#names}`
  }

  /** The name of a constant that the code is given. */
  constant(value: unknown): string {
    const number = this.#numbers.get(value) ?? this.constants.push(value) - 1
    this.#numbers.set(value, number)
    return `k${number}`
  }

  /** Adds the lines of the work, or none of them where it throws. */
  whole(work: () => void): void {
    const from = this.#lines.length
    const depth = this.#scopes.length
    try {
      work()
    } catch (error) {
      this.#lines.length = from
      this.#scopes.length = depth
      throw error
    }
  }

  /** The whole code. */
  text(): string {
    return this.#lines
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n')
  }
}

/** Text, number, or true and false as code: of a text only letters, digits, blanks and `_` stand for themselves. */
export function literal(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  const escaped = value.replace(/[^A-Za-z0-9_ ]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unicodeEscape(character.charCodeAt(index))).join(''),
  )
  return `"${escaped}"`
}

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}
