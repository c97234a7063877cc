import type { MapEntry } from '../document/document-node.ts'
import { type Fault, type FaultList, type Place, quote } from '../document/fault-list.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import { nameFault } from './name-fault.ts'
import { parseFormula } from './parse-formula.ts'
import type { Names } from './scope.ts'

/** Parts of formulas within one another, derived values written out: each is a call deeper when they are evaluated. */
const deepest = 500

interface DerivedScope {
  readonly faults: FaultList
  /** Where the name stands. */
  readonly place: Place
  readonly names: Names
  readonly types: Map<string, { readonly kind: 'fact' | 'derived'; readonly type: ExpressionType }>
  readonly broken: Set<string>
  readonly depthOf: (formula: Expression) => number
  readonly keep: (name: string, formula: Expression) => void
}

/** Parses one derived value, all that it reads known; one with a fault is only named. */
export function parseDerivedValue(name: string, entry: MapEntry, scope: DerivedScope): void {
  const { names, faults, place } = scope
  const isNamed = checkName(name, scope)
  const formula = parseFormula(entry.value, { faults, names, given: new Set(['now']), kinds: null })
  const isTooDeep = formula !== null && scope.depthOf(formula) > deepest
  if (isTooDeep) faults.add(place, depthFault(name))
  if (formula === null || !isNamed || isTooDeep) {
    if (!names.facts.has(name)) scope.broken.add(name)
    return
  }
  scope.keep(name, formula)
  scope.types.set(name, { kind: 'derived', type: formula.type })
}

function depthFault(name: string): Fault {
  return {
    code: 'derived_too_deep',
    message: `${quote(name)} builds on other derived values too deeply.`,
    hint: `Shorten the chain: at most ${deepest} parts may lie within one another.`,
  }
}

function checkName(name: string, { names, faults, place }: DerivedScope): boolean {
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
