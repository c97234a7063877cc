import type { Expression } from '../model/expression.ts'

/** The names that a formula reads. */
export interface ReadNames {
  readonly facts: ReadonlySet<string>
  readonly derived: ReadonlySet<string>
  /**
   * Those whose absence can make the formula unknown: all but what is read through `known`, through
   * `coalesce` with something after it, or only where a `known` beside it has said that it is there.
   */
  readonly unguarded: ReadonlySet<string>
}

interface Found {
  readonly facts: Set<string>
  readonly derived: Set<string>
  readonly unguarded: Set<string>
}

/** Collects every fact and derived value that a formula names, given values and named amounts left out. */
export function readNames(expression: Expression): ReadNames {
  const found: Found = { facts: new Set(), derived: new Set(), unguarded: new Set() }
  collect(expression, new Set(), found)
  return found
}

/** `guarded` holds the names that are known here; null where any absence is caught. */
function collect(expression: Expression, guarded: ReadonlySet<string> | null, found: Found): void {
  switch (expression.kind) {
    case 'literal':
    case 'given':
    case 'amount':
      return
    case 'fact':
    case 'derived':
      found[expression.kind === 'fact' ? 'facts' : 'derived'].add(expression.name)
      if (guarded !== null && !guarded.has(expression.name)) found.unguarded.add(expression.name)
      return
    case 'table':
      for (const key of expression.keys) collect(key, guarded, found)
      return
    case 'call':
      collectCall(expression, guarded, found)
  }
}

function collectCall(
  call: Extract<Expression, { kind: 'call' }>,
  guarded: ReadonlySet<string> | null,
  found: Found,
): void {
  const last = call.arguments.length - 1
  for (const [index, argument] of call.arguments.entries()) {
    const caught = call.function === 'known' || (call.function === 'coalesce' && index < last)
    collect(argument, caught || guarded === null ? null : new Set([...guarded, ...shownBefore(call, index)]), found)
  }
}

/** What earlier arguments have shown to be known where the argument at the index matters. */
function shownBefore(call: Extract<Expression, { kind: 'call' }>, index: number): readonly string[] {
  const [first] = call.arguments
  if (first === undefined || index === 0) return []
  switch (call.function) {
    case 'if':
      return knownWhen(first, index === 1)
    case 'and':
      return knownWhen(first, true)
    case 'or':
      return knownWhen(first, false)
    default:
      return []
  }
}

/** The names that are known if the condition has that truth. */
function knownWhen(condition: Expression, truth: boolean): readonly string[] {
  if (condition.kind !== 'call') return []
  const [first] = condition.arguments
  switch (condition.function) {
    case 'known':
      return truth && (first?.kind === 'fact' || first?.kind === 'derived') ? [first.name] : []
    case 'not':
      return first === undefined ? [] : knownWhen(first, !truth)
    case 'and':
      return truth ? condition.arguments.flatMap((argument) => knownWhen(argument, truth)) : []
    case 'or':
      return truth ? [] : condition.arguments.flatMap((argument) => knownWhen(argument, truth))
    default:
      return []
  }
}
