/** Where in a YAML text one is: the keys above, `*` for an item of a list, and whether a key or a value is written. */
export interface YamlPlace {
  readonly path: readonly string[]
  readonly writes: 'key' | 'value'
  /** What was written of it before the cursor. */
  readonly before: string
  /** The keys that stand beside it already. */
  readonly beside: readonly string[]
}

const lineForm = /^(?<indent> *)(?<dashes>(?:- +)*-?)(?<rest>.*)$/u
const keyForm = /^(?<key>"[^"]*"|'[^']*'|[^\s:#{[][^:#{[]*?)\s*:(?=\s|$)(?<value>.*)$/u

/** The place at the end of a text: of a policy up to the cursor. It reads what is half written, as no parser can. */
export function yamlPlace(textBefore: string): YamlPlace {
  const lines = textBefore.split('\n')
  const { indent = '', dashes = '', rest = '' } = lineForm.exec(lines.at(-1) ?? '')?.groups ?? {}
  const items = [...dashes.matchAll(/-/gu)].map(() => '*')
  const above = levelsAbove(lines.slice(0, -1), indent.length, items.length > 0)
  return within(rest, [...above, ...items])
}

/** The keys and items that a line stands below, outermost first. A list may stand as far left as the key that it belongs to. */
function levelsAbove(lines: readonly string[], indent: number, isItem: boolean): readonly string[] {
  const found: string[] = []
  let column = indent
  let ofList = isItem
  for (let index = lines.length - 1; index >= 0 && (column > 0 || ofList); index -= 1) {
    const line = lines[index] ?? ''
    if (/^\s*(?:#|$)/u.test(line)) continue
    const { indent: white = '', dashes = '', rest = '' } = lineForm.exec(line)?.groups ?? {}
    const own = white.length
    const isSibling = ofList && dashes !== '' && own === column
    if (isSibling) continue
    const key = keyForm.exec(rest)?.groups?.['key']
    const keyColumn = own + dashes.length
    if (key !== undefined && (keyColumn < column || (ofList && dashes === '' && keyColumn === column))) {
      found.unshift(unquoted(key))
      column = keyColumn
      ofList = false
    }
    if (dashes !== '' && own < column) {
      found.unshift('*')
      column = own
      ofList = true
    }
  }
  return found
}

/** What is written at the end of a line below a path: a key, a value, or something in braces. */
function within(rest: string, path: readonly string[]): YamlPlace {
  const keyed = keyForm.exec(rest)?.groups
  if (keyed === undefined) {
    const opened = /^\s*[{[]/u.test(rest)
    return opened ? inBraces(rest, path) : { path, writes: 'key', before: rest.trimStart(), beside: [] }
  }
  const below = [...path, unquoted(keyed['key'] ?? '')]
  const value = (keyed['value'] ?? '').trimStart()
  if (/^[{[]/u.test(value)) return inBraces(value, below)
  return { path: below, writes: 'value', before: value, beside: [] }
}

interface Brace {
  readonly path: readonly string[]
  readonly isList: boolean
  keys: string[]
  key: string | null
  word: string
}

function inBraces(text: string, path: readonly string[]): YamlPlace {
  const open: Brace[] = []
  let quote = ''
  for (const sign of text) {
    const top = open.at(-1)
    if (quote !== '') {
      if (sign === quote) quote = ''
      if (top !== undefined) top.word += sign
    } else if ((sign === '"' || sign === "'") && (top?.word.trim() ?? '') === '') {
      quote = sign
      if (top !== undefined) top.word += sign
    } else if (sign === '{' || sign === '[') {
      const below = top === undefined ? path : [...top.path, ...(top.isList ? ['*'] : [top.key ?? '*'])]
      open.push({ path: below, isList: sign === '[', keys: [], key: null, word: '' })
    } else if (sign === '}' || sign === ']') open.pop()
    else if (top !== undefined) readSign(top, sign)
  }
  const top = open.at(-1)
  if (top === undefined) return { path, writes: 'value', before: '', beside: [] }
  const before = top.word.trimStart()
  if (top.isList) return { path: [...top.path, '*'], writes: 'value', before, beside: [] }
  return top.key === null
    ? { path: top.path, writes: 'key', before, beside: top.keys }
    : { path: [...top.path, top.key], writes: 'value', before, beside: top.keys }
}

function readSign(top: Brace, sign: string): void {
  if (sign === ',') {
    top.key = null
    top.word = ''
  } else if (sign === ':' && !top.isList && top.key === null) {
    top.key = unquoted(top.word.trim())
    top.keys.push(top.key)
    top.word = ''
  } else top.word += sign
}

function unquoted(key: string): string {
  return /^(["']).*\1$/u.test(key) ? key.slice(1, -1) : key
}
