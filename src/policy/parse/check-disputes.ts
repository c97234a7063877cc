import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import { quote } from '../document/fault-list.ts'
import { readNames } from '../expression/read-names.ts'
import type { Condition } from '../model/condition.ts'
import type { Action, DisputeRule } from '../model/policy.ts'
import type { Names, Scope } from './scope.ts'

/** Tells where a dispute rule reads an optional fact other than through known and coalesce: there is no review to fall back on. */
export function checkDisputes(node: DocumentNode | undefined, rules: readonly DisputeRule[], scope: Scope): void {
  const unguarded = createUnguarded(scope.names)
  const byPlace = new Map(itemsOf(node).map((item) => [`${item.line}:${item.column}`, item]))
  for (const rule of rules) {
    const item = byPlace.get(`${rule.position.line}:${rule.position.column}`)
    if (item === undefined) continue
    checkCondition(rule.when, { scope, unguarded, node: child(item, 'when') ?? item })
    for (const name of unguardedOfActions(rule.actions)) {
      tell(name, { scope, unguarded, node: child(child(item, 'then'), 'actions') ?? item })
    }
  }
}

interface Check {
  readonly scope: Scope
  readonly unguarded: (name: string) => ReadonlySet<string>
  /** Where the part of the rule is written that is looked at. */
  readonly node: DocumentNode
}

function checkCondition(condition: Condition, check: Check): void {
  switch (condition.kind) {
    case 'always':
      return
    case 'all':
    case 'any':
      for (const part of condition.of) checkCondition(part, placed(part, check))
      return
    case 'not':
      checkCondition(condition.of, placed(condition.of, check))
      return
    case 'named':
      checkCondition(condition.of, check)
      return
    case 'leaf':
      tell(condition.operand.name, check)
      if (condition.value.kind !== 'literal') tell(condition.value.name, check)
  }
}

/** Parts of a named condition are told where the rule names it. */
function placed(part: Condition, check: Check): Check {
  const node = check.scope.places.get(part)
  return node !== undefined && isWithin(node, check.node) ? { ...check, node } : check
}

function isWithin(node: DocumentNode, outer: DocumentNode): boolean {
  for (let current: DocumentNode | null = node; current !== null; current = current.parent) {
    if (current === outer) return true
  }
  return false
}

function tell(name: string, { scope, unguarded, node }: Check): void {
  for (const fact of unguarded(name)) {
    const through = fact === name ? '' : ` (through ${quote(name)})`
    scope.faults.add(node, {
      code: 'optional_fact_in_dispute',
      message: `A dispute rule reads the optional fact ${quote(fact)}${through}, which may be unknown.`,
      hint: 'Read it through a derived value with known(fact) or coalesce(fact, other), or give the fact a default.',
    })
  }
}

function unguardedOfActions(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(
    actions.flatMap(({ parameters }) =>
      [...parameters.values()].flatMap((formula) => [...readNames(formula).unguarded]),
    ),
  )
}

/** The optional facts whose absence can make a fact or derived value unknown. */
function createUnguarded(names: Names): (name: string) => ReadonlySet<string> {
  const found = new Map<string, ReadonlySet<string>>()
  for (const { name, presence } of names.facts.values()) found.set(name, new Set(presence === 'optional' ? [name] : []))
  for (const [name, formula] of names.derived) {
    found.set(name, new Set([...readNames(formula).unguarded].flatMap((read) => [...(found.get(read) ?? [])])))
  }
  return (name) => found.get(name) ?? new Set()
}
