import type { RoundingMode } from '../../money/rounding-mode.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import {
  child,
  type DocumentNode,
  entriesOf,
  type MapEntry,
  pointerOf,
  pointerSegment,
  textOf,
} from '../document/document-node.ts'
import type { Fault, FaultList, Place } from '../document/fault-list.ts'
import { expressionDepth } from '../expression/expression-depth.ts'
import { expressionTypeOf } from '../expression/expression-type.ts'
import type { Condition } from '../model/condition.ts'
import { conditionReferredTo, referenceTo } from '../model/condition-reference.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import { findCycles, showCycle } from './find-cycles.ts'
import { parseCondition } from './parse-conditions.ts'
import type { ParsedConstants } from './parse-constants.ts'
import { parseDerivedValue } from './parse-derived.ts'
import type { ParsedFacts } from './parse-facts.ts'
import type { ParsedTables } from './parse-tables.ts'
import { scanNames } from './scan-names.ts'
import type { Names } from './scope.ts'

interface Declared {
  readonly constants: ParsedConstants
  readonly facts: ParsedFacts
  readonly tables: ParsedTables
  readonly rounding: RoundingMode
  readonly workingDays: WorkingDays | null
}

interface Told {
  readonly faults: FaultList
  /** Where each condition was written. */
  readonly places: WeakMap<Condition, DocumentNode>
}

/** Derived values by name, conditions as `condition(name)`: they may read one another. */
type Sources = ReadonlyMap<string, MapEntry>

/**
 * Parses the derived values and the named conditions, each after what it reads, and gathers what
 * formulas may name. Those with a fault, or in a circle, are only named.
 */
export function parseDefinitions(root: DocumentNode, declared: Declared, told: Told): Names {
  const gathered = gather(declared)
  const { names, broken, brokenConditions, resolved } = gathered
  const sources: Sources = new Map([
    ...entriesOf(child(root, 'derived')),
    ...entriesOf(child(root, 'conditions')).map(([name, entry]) => [referenceTo(name), entry] as const),
  ])
  const { order, cycles } = findCycles([...sources.keys()], (name) => mentioned(sources, name))
  for (const cycle of cycles) tellCycle(sources, cycle, told.faults)
  const cyclic = new Set(cycles.flat())
  for (const name of cyclic) {
    const condition = conditionReferredTo(name)
    if (condition === null) broken.add(name)
    else brokenConditions.add(condition)
  }
  for (const name of order) {
    const entry = sources.get(name)
    if (entry === undefined || cyclic.has(name)) continue
    const conditionName = conditionReferredTo(name)
    if (conditionName === null) {
      parseDerivedValue(name, entry, { ...gathered, place: placeOfKey(name, entry), faults: told.faults })
      continue
    }
    const condition = parseCondition(entry.value, { ...told, names })
    if (condition === null) brokenConditions.add(conditionName)
    else resolved.set(conditionName, condition)
  }
  return names
}

function gather({ constants, facts: { facts, broken: faulty }, tables, rounding, workingDays }: Declared) {
  const types = new Map<string, { readonly kind: 'fact' | 'derived'; readonly type: ExpressionType }>()
  for (const [name, { type, values }] of facts) types.set(name, { kind: 'fact', type: expressionTypeOf(type, values) })
  const derived = new Map<string, Expression>()
  const depths = new Map<string, number>()
  const broken = new Set([...faulty, ...constants.broken])
  const [resolved, brokenConditions] = [new Map<string, Condition>(), new Set<string>()]
  const depthOf = (formula: Expression): number => expressionDepth(formula, (name) => depths.get(name) ?? 0)
  const keep = (name: string, formula: Expression): void => {
    depths.set(name, depthOf(formula))
    derived.set(name, formula)
  }
  const names: Names = {
    facts,
    derived,
    types,
    tables: tables.tables,
    constants: constants.constants,
    conditions: { resolved, broken: brokenConditions },
    rounding,
    workingDays,
    keepUnnamed: keep,
    broken: { names: broken, tables: tables.broken },
  }
  return { names, types, broken, resolved, brokenConditions, depthOf, keep }
}

/** Every derived value and condition that one of them mentions; a condition's nesting is bounded as the document's is. */
function mentioned(sources: Sources, name: string): readonly string[] {
  const { values, conditions } = mentionsOf(sources.get(name)?.value, conditionReferredTo(name) !== null)
  return [...values, ...conditions.map(referenceTo)].filter((other) => sources.has(other))
}

interface Mentioned {
  readonly values: readonly string[]
  readonly conditions: readonly string[]
}

function mentionsOf(node: DocumentNode | undefined, isCondition: boolean): Mentioned {
  if (node === undefined) return { values: [], conditions: [] }
  if (node.kind === 'scalar') {
    const { values, conditions } = scanNames(node.type === 'text' ? node.text : '')
    return { values: [...values], conditions: [...conditions] }
  }
  if (!isCondition) return { values: [], conditions: [] }
  if (node.kind === 'list') return joined(node.items.map((item) => mentionsOf(item, true)))
  const named = textOf(child(node, 'condition'))
  const facts = [textOf(child(node, 'fact')), textOf(child(child(node, 'value'), 'fact'))]
  return joined([
    ...['all', 'any', 'not'].map((key) => mentionsOf(child(node, key), true)),
    { values: facts.filter((fact) => fact !== undefined), conditions: named === undefined ? [] : [named] },
  ])
}

function joined(found: readonly Mentioned[]): Mentioned {
  return {
    values: found.flatMap(({ values }) => values),
    conditions: found.flatMap(({ conditions }) => conditions),
  }
}

function placeOfKey(name: string, entry: MapEntry): Place {
  const { parent } = entry.value
  const key = conditionReferredTo(name) ?? name
  return { ...entry.key, path: (parent === null ? '' : pointerOf(parent)) + pointerSegment(key) }
}

function tellCycle(sources: Sources, cycle: readonly string[], faults: FaultList): void {
  const [first = ''] = cycle
  const entry = sources.get(first)
  if (entry !== undefined) faults.add(placeOfKey(first, entry), cycleFault(cycle))
}

function cycleFault(cycle: readonly string[]): Fault {
  const conditions = cycle.map(conditionReferredTo).filter((name) => name !== null)
  if (conditions.length === cycle.length) {
    return {
      code: 'condition_cycle',
      message: `Conditions name one another in a circle: ${showCycle(conditions)}.`,
      hint: 'Write one of them out over facts.',
    }
  }
  const what = conditions.length === 0 ? 'Derived values' : 'Derived values and conditions'
  return {
    code: 'derived_cycle',
    message: `${what} read one another in a circle: ${showCycle(cycle)}.`,
    hint: 'Make one of them depend on facts only.',
  }
}
