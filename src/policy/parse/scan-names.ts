const tokenPattern = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.]+|[(),]|\S/g

/** What a formula mentions before it is parsed; it may hold names that do not exist. */
interface ScannedNames {
  /** Facts and derived values: quoted texts, function names and the table of `tier` and `lookup` left out. */
  readonly values: ReadonlySet<string>
  /** What `condition()` names. */
  readonly conditions: ReadonlySet<string>
}

/** The names that a formula mentions. */
export function scanNames(source: string): ScannedNames {
  const tokens = source.match(tokenPattern) ?? []
  const values = new Set<string>()
  const conditions = new Set<string>()
  const calls: string[] = []
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    const call = calls.at(-1) ?? ''
    if (token === '(') calls.push(tokens[index - 1] ?? '')
    else if (token === ')') calls.pop()
    else if (/^[\w.]/.test(token) && next !== '(') {
      const isTable = next === ')' && tokens[index - 1] === ',' && /^(?:tier|lookup)$/.test(call)
      if (call === 'condition') conditions.add(token)
      else if (!isTable) values.add(token)
    }
  }
  return { values, conditions }
}
