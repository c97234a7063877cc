const tokenPattern = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.]+|[(),]|\S/g

/**
 * The names that a formula mentions, before it is parsed: quoted texts, function names and the table
 * of `tier` and `lookup` left out. It may hold names that do not exist.
 */
export function scanNames(source: string): ReadonlySet<string> {
  const tokens = source.match(tokenPattern) ?? []
  const names = new Set<string>()
  const calls: string[] = []
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token === '(') calls.push(tokens[index - 1] ?? '')
    else if (token === ')') calls.pop()
    else if (/^[\w.]/.test(token) && next !== '(') {
      const isTable = next === ')' && tokens[index - 1] === ',' && /^(?:tier|lookup)$/.test(calls.at(-1) ?? '')
      if (!isTable) names.add(token)
    }
  }
  return names
}
