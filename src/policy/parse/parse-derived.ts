import { type DocumentNode, entriesOf, type MapEntry, pointerOf, pointerSegment } from '../document/document-node.ts'
import { type Fault, type FaultList, type Place, quote } from '../document/fault-list.ts'
import { expressionDepth } from '../expression/expression-depth.ts'
import { expressionTypeOf } from '../expression/expression-type.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import { findCycles, showCycle } from './find-cycles.ts'
import { nameFault } from './name-fault.ts'
import type { ParsedFacts } from './parse-facts.ts'
import { parseFormula } from './parse-formula.ts'
import type { ParsedTables } from './parse-tables.ts'
import { scanNames } from './scan-names.ts'
import type { Names } from './scope.ts'

/** Parts of formulas within one another, derived values written out: each is a call deeper when they are evaluated. */
const deepest = 500

interface Declared {
  readonly facts: ParsedFacts
  readonly tables: ParsedTables
}

/** Parses the derived values in dependency order and gathers what formulas may name. */
export function parseDerived(node: DocumentNode | undefined, declared: Declared, faults: FaultList): Names {
  const types = new Map<string, { readonly kind: 'fact' | 'derived'; readonly type: ExpressionType }>()
  for (const [name, { type, values }] of declared.facts.facts) {
    types.set(name, { kind: 'fact', type: expressionTypeOf(type, values) })
  }
  const derived = new Map<string, Expression>()
  const depths = new Map<string, number>()
  const broken = new Set(declared.facts.broken)
  const names: Names = {
    facts: declared.facts.facts,
    derived,
    types,
    tables: declared.tables.tables,
    broken: { names: broken, tables: declared.tables.broken },
  }
  const sources = new Map(entriesOf(node))
  const { order, cycles } = findCycles([...sources.keys()], (name) => mentioned(sources, name))
  for (const cycle of cycles) tellCycle(sources, cycle, faults)
  const cyclic = new Set(cycles.flat())
  for (const name of cyclic) broken.add(name)
  for (const name of order) {
    const entry = sources.get(name)
    if (entry === undefined || cyclic.has(name)) continue
    const isNamed = checkName(name, placeOfKey(name, entry), { names, faults })
    const formula = parseFormula(entry.value, { faults, names, given: new Set(['now']), kinds: null })
    const depth = formula === null ? 0 : expressionDepth(formula, (other) => depths.get(other) ?? 0)
    if (depth > deepest) faults.add(placeOfKey(name, entry), depthFault(name))
    if (formula === null || !isNamed || depth > deepest) {
      if (!names.facts.has(name)) broken.add(name)
      continue
    }
    depths.set(name, depth)
    derived.set(name, formula)
    types.set(name, { kind: 'derived', type: formula.type })
  }
  return names
}

function depthFault(name: string): Fault {
  return {
    code: 'derived_too_deep',
    message: `${quote(name)} builds on other derived values too deeply.`,
    hint: `Shorten the chain: at most ${deepest} parts may lie within one another.`,
  }
}

function mentioned(sources: ReadonlyMap<string, MapEntry>, name: string): readonly string[] {
  const value = sources.get(name)?.value
  if (value?.kind !== 'scalar' || value.type !== 'text') return []
  return [...scanNames(value.text)].filter((other) => sources.has(other))
}

function placeOfKey(name: string, entry: MapEntry): Place {
  const { parent } = entry.value
  return { ...entry.key, path: (parent === null ? '' : pointerOf(parent)) + pointerSegment(name) }
}

function checkName(
  name: string,
  place: Place,
  { names, faults }: { readonly names: Names; readonly faults: FaultList },
): boolean {
  const fault: Fault | null =
    names.facts.has(name) || names.broken.names.has(name)
      ? {
          code: 'duplicate_name',
          message: `${quote(name)} is a fact already.`,
          hint: 'Facts and derived values share their names: rename one.',
        }
      : nameFault(name)
  if (fault !== null) faults.add(place, fault)
  return fault === null
}

function tellCycle(sources: ReadonlyMap<string, MapEntry>, cycle: readonly string[], faults: FaultList): void {
  const [first = ''] = cycle
  const entry = sources.get(first)
  if (entry === undefined) return
  faults.add(placeOfKey(first, entry), {
    code: 'derived_cycle',
    message: `Derived values read one another in a circle: ${showCycle(cycle)}.`,
    hint: 'Make one of them depend on facts only.',
  })
}
