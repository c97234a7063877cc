import { type DocumentNode, pointerOf, type ScalarNode } from '../document/document-node.ts'
import { type Fault, type FaultList, type Place, quote, tellIncomplete } from '../document/fault-list.ts'
import { describeType } from '../expression/expression-type.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import { formulaAdvice } from './formula-advice.ts'
import { keepConditions } from './formula-of-condition.ts'
import { isTooPrecise, tooPrecise } from './read-literal.ts'
import type { Names } from './scope.ts'

/** What a formula may be where it stands. */
export interface FormulaScope {
  readonly faults: FaultList
  readonly names: Names
  readonly given: ReadonlySet<'now' | 'refund'>
  /** Named amounts that it may read; none where it is left out. */
  readonly amounts?: ReadonlySet<string>
  /** Named amounts of its rule that it may not read: who tries is told so. */
  readonly amountsBeside?: ReadonlySet<string>
  /** Null where any type will do. */
  readonly kinds: readonly ExpressionType['kind'][] | null
}

const noAmounts: ReadonlySet<string> = new Set()

/** Parses and type-checks the formula of a node; null where it has a fault or is none. */
export function parseFormula(node: DocumentNode | undefined, scope: FormulaScope): Expression | null {
  if (node === undefined) return null
  const formula = parseScalar(node, scope)
  if (formula === null) tellIncomplete(node, scope.faults)
  else keepConditions(formula, scope.names)
  return formula
}

function parseScalar(node: DocumentNode, scope: FormulaScope): Expression | null {
  if (node.kind !== 'scalar' || node.type === 'null') return null
  if (node.type === 'number' && isTooPrecise(node.text)) {
    scope.faults.add(node, tooPrecise(node.text))
    return null
  }
  const source = node.type === 'boolean' ? node.text.toLowerCase() : node.text
  const { names } = scope
  const parsed = parseExpression(source, {
    names: names.types,
    tables: names.tables,
    constants: names.constants,
    given: scope.given,
    amounts: scope.amounts ?? noAmounts,
    conditions: names.conditions.resolved,
    rounding: names.rounding,
    workingDays: names.workingDays,
  })
  if (!parsed.ok) {
    const told = new Set<string>()
    for (const { offset, ...fault } of parsed.faults) {
      const text = `${fault.code} ${fault.message}`
      if (told.has(text) || isFollowUp(names, source, { code: fault.code, offset })) continue
      told.add(text)
      const hint = formulaAdvice({ ...fault, offset }, source, names)
      scope.faults.add(placeIn(node, offset), readsAmount(scope, source, { ...fault, offset }) ?? { ...fault, hint })
    }
    return null
  }
  const { type } = parsed.expression
  if (scope.kinds === null || scope.kinds.includes(type.kind)) return parsed.expression
  const wanted = scope.kinds.map((kind) => `a ${kind}`).join(' or ')
  scope.faults.add(node, {
    code: 'formula_type',
    message: `The formula yields ${describeType(type)}, but ${wanted} is needed here.`,
    hint: 'Change the formula so that it yields what is needed.',
  })
  return null
}

/** Where an offset into a scalar's text stands, lines counted. */
export function placeIn(node: ScalarNode, offset: number): Place {
  return { ...node.positionOf(offset), path: pointerOf(node) }
}

/** What to say where the name at fault is an amount that stands beside the formula; undefined for any other. */
function readsAmount(
  { amountsBeside }: FormulaScope,
  source: string,
  { code, offset }: { readonly code: Fault['code']; readonly offset: number },
): Fault | undefined {
  const name = nameAt(source, offset)
  if (code !== 'formula_unknown_name' || amountsBeside?.has(name) !== true) return undefined
  return {
    code,
    message: `${quote(name)} is a named amount of this rule; neither its refund nor its amounts can read one.`,
    hint: 'Declare what it is worth under derived, and read that in both places.',
  }
}

function nameAt(source: string, offset: number): string {
  return /^[\w.]+/.exec(source.slice(offset))?.[0] ?? ''
}

/** Whether the name at fault is declared, but with a fault of its own that is told there. */
function isFollowUp(names: Names, source: string, fault: { readonly code: string; readonly offset: number }): boolean {
  const name = nameAt(source, fault.offset)
  if (fault.code === 'formula_unknown_name') return names.broken.names.has(name)
  if (fault.code === 'formula_unknown_condition') return names.conditions.broken.has(name)
  return fault.code === 'formula_unknown_table' && names.broken.tables.has(name)
}
