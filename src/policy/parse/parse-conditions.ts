import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, placeOf, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { Condition } from '../model/condition.ts'
import { findCycles, showCycle } from './find-cycles.ts'
import { parseLeaf } from './parse-leaf.ts'
import type { NamedConditions, Names } from './scope.ts'

/** What a condition may name, and where its faults go. */
export interface ConditionScope {
  readonly faults: FaultList
  readonly names: Names
  readonly conditions: NamedConditions
  /** Where each condition was written. */
  readonly places: WeakMap<Condition, DocumentNode>
}

const bounds = { depth: 64, parts: 2000 } as const
const sizes = new WeakMap<Condition, { readonly depth: number; readonly parts: number }>()

/** Parses the named conditions; those with a fault, or in a circle, are only named. */
export function parseConditions(
  node: DocumentNode | undefined,
  scope: Omit<ConditionScope, 'conditions'>,
): NamedConditions {
  const resolved = new Map<string, Condition>()
  const broken = new Set<string>()
  const conditions: NamedConditions = { resolved, broken }
  const sources = new Map(entriesOf(node))
  const { order, cycles } = findCycles([...sources.keys()], (name) =>
    mentioned(sources.get(name)?.value).filter((other) => sources.has(other)),
  )
  for (const cycle of cycles) {
    const [first = ''] = cycle
    for (const name of cycle) broken.add(name)
    const value = sources.get(first)?.value
    if (value === undefined) continue
    scope.faults.add(
      { ...placeOf(value), ...sources.get(first)?.key },
      {
        code: 'condition_cycle',
        message: `Conditions name one another in a circle: ${showCycle(cycle)}.`,
        hint: 'Write one of them out over facts.',
      },
    )
  }
  for (const name of order.filter((other) => !broken.has(other))) {
    const condition = parseCondition(sources.get(name)?.value, { ...scope, conditions })
    if (condition === null) broken.add(name)
    else resolved.set(name, condition)
  }
  return conditions
}

/** Every name that a condition mentions; a condition's nesting is bounded as the document's is. */
function mentioned(node: DocumentNode | undefined): readonly string[] {
  if (node === undefined || node.kind === 'scalar') return []
  if (node.kind === 'list') return node.items.flatMap(mentioned)
  const name = textOf(child(node, 'condition'))
  const inner = ['all', 'any', 'not'].flatMap((key) => mentioned(child(node, key)))
  return name === undefined ? inner : [name, ...inner]
}

/** Parses one condition with all its parts; null where any of them has a fault. */
export function parseCondition(node: DocumentNode | undefined, scope: ConditionScope): Condition | null {
  if (node?.kind !== 'map') return null
  const condition = parseForm(node, scope)
  if (condition === null) return null
  scope.places.set(condition, node)
  const inner: readonly Condition[] = 'of' in condition ? [condition.of].flat() : []
  const measured = inner.map((part) => sizes.get(part) ?? { depth: 1, parts: 1 })
  const depth = 1 + Math.max(0, ...measured.map((size) => size.depth))
  const parts = measured.reduce((sum, size) => sum + size.parts, 1)
  sizes.set(condition, { depth, parts })
  if (depth <= bounds.depth && parts <= bounds.parts) return condition
  scope.faults.add(node, {
    code: 'condition_too_large',
    message: `The condition, named ones written out, is deeper than ${bounds.depth} or has more than ${bounds.parts} parts.`,
    hint: 'Simplify it, or split the rule.',
  })
  return null
}

function parseForm(node: DocumentNode, scope: ConditionScope): Condition | null {
  for (const kind of ['all', 'any'] as const) {
    const list = child(node, kind)
    if (list === undefined) continue
    const items = itemsOf(list)
    const parts = items.map((item) => parseCondition(item, scope)).filter((part) => part !== null)
    return items.length > 0 && parts.length === items.length ? { kind, of: parts } : null
  }
  const negated = child(node, 'not')
  if (negated !== undefined) {
    const of = parseCondition(negated, scope)
    return of === null ? null : { kind: 'not', of }
  }
  const reference = child(node, 'condition')
  return reference === undefined ? parseLeaf(node, scope) : parseReference(reference, scope)
}

function parseReference(node: DocumentNode, { conditions, faults }: ConditionScope): Condition | null {
  const name = textOf(node)
  const of = name === undefined ? undefined : conditions.resolved.get(name)
  if (name !== undefined && of !== undefined) return { kind: 'named', name, of }
  if (name === undefined || conditions.broken.has(name)) return null
  const known = [...conditions.resolved.keys(), ...conditions.broken]
  faults.add(node, {
    code: 'unknown_condition',
    message: `There is no condition ${quote(name)}.${suggestion(name, known)}`,
    hint: declaredNames(known, 'Declare it under `conditions`.'),
  })
  return null
}
