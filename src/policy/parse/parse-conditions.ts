import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { Condition } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import { conditionOfFormula } from './condition-of-formula.ts'
import { parseFormula } from './parse-formula.ts'
import { parseLeaf } from './parse-leaf.ts'
import type { Names } from './scope.ts'

/** What a condition may name, and where its faults go. */
export interface ConditionScope {
  readonly faults: FaultList
  readonly names: Names
  /** Where each condition was written. */
  readonly places: WeakMap<Condition, DocumentNode>
}

interface Size {
  readonly depth: number
  readonly parts: number
}

const bounds = { depth: 64, parts: 2000 } as const
const sizes = new WeakMap<Condition, Size>()
const now: ReadonlySet<'now' | 'refund'> = new Set(['now'])

/** Parses one condition, a tree or a formula, with all its parts; null where any of them has a fault. */
export function parseCondition(node: DocumentNode | undefined, scope: ConditionScope): Condition | null {
  if (node === undefined || node.kind === 'list') return null
  const condition = node.kind === 'scalar' ? parseFormulaCondition(node, scope) : parseForm(node, scope)
  if (condition === null) return null
  const { depth, parts } = measure(condition, node, scope.places)
  if (depth <= bounds.depth && parts <= bounds.parts) return condition
  scope.faults.add(node, {
    code: 'condition_too_large',
    message: `The condition, named ones written out, is deeper than ${bounds.depth} or has more than ${bounds.parts} parts.`,
    hint: 'Simplify it, or split the rule.',
  })
  return null
}

/** Parses a formula that is true or false; what can be none is told by the form. */
export function parseTruth(node: DocumentNode, { faults, names }: ConditionScope): Expression | null {
  const isFormula = node.kind === 'scalar' && (node.type === 'text' || node.type === 'boolean') && node.text !== ''
  return isFormula ? parseFormula(node, { faults, names, given: now, kinds: ['boolean'] }) : null
}

function parseFormulaCondition(node: DocumentNode, scope: ConditionScope): Condition | null {
  const { names } = scope
  const formula = parseTruth(node, scope)
  return formula === null ? null : conditionOfFormula(formula, names)
}

/** Parts that were measured before keep the place where they were written. */
function measure(condition: Condition, node: DocumentNode, places: ConditionScope['places']): Size {
  const known = sizes.get(condition)
  if (known !== undefined) return known
  places.set(condition, node)
  const inner: readonly Condition[] = 'of' in condition ? [condition.of].flat() : []
  const measured = inner.map((part) => measure(part, node, places))
  const depth = 1 + Math.max(0, ...measured.map((size) => size.depth))
  const size = { depth, parts: measured.reduce((sum, part) => sum + part.parts, 1) }
  sizes.set(condition, size)
  return size
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

function parseReference(node: DocumentNode, { names: { conditions }, faults }: ConditionScope): Condition | null {
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
