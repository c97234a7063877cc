/**
 * Facts by dotted name, nested as in a request's JSON. The names are declared ones: none has a
 * segment that objects inherit, and none lies within another.
 */
export function nestFacts(facts: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of facts) {
    const segments = name.split('.')
    const last = segments.pop() ?? name
    let group = root
    for (const segment of segments) {
      const inner = (group[segment] ?? {}) as Record<string, unknown>
      group[segment] = inner
      group = inner
    }
    group[last] = value
  }
  return root
}
