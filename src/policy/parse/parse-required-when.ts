import { child, type DocumentNode, entriesOf } from '../document/document-node.ts'
import { type Fault, quote } from '../document/fault-list.ts'
import { factsOf } from '../expression/facts-of.ts'
import type { Expression } from '../model/expression.ts'
import type { FactDeclaration } from '../model/policy.ts'
import { formulaOfCondition, keepConditions } from './formula-of-condition.ts'
import { type ConditionScope, parseCondition, parseTruth } from './parse-conditions.ts'

/** Parses the conditions under which facts are required; those with a fault are left out. */
export function parseRequiredWhen(
  facts: DocumentNode | undefined,
  scope: ConditionScope,
): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>()
  for (const [name, { value }] of entriesOf(facts)) {
    const node = child(value, 'required_when')
    const fact = scope.names.facts.get(name)
    if (node === undefined || fact === undefined) continue
    const when = parseWhen(node, scope)
    const fault = misplaced(fact) ?? (when === null ? null : wrongReading(fact, when, scope))
    if (fault !== null) scope.faults.add(node, fault)
    if (when !== null) found.set(name, when)
  }
  return found
}

/** A formula as it is written; a tree as the formula that has its truth. */
function parseWhen(node: DocumentNode, scope: ConditionScope): Expression | null {
  if (node.kind === 'scalar') return parseTruth(node, scope)
  const condition = parseCondition(node, scope)
  if (condition === null) return null
  const formula = formulaOfCondition(condition)
  keepConditions(formula, scope.names)
  return formula
}

function misplaced({ name, from, presence }: FactDeclaration): Fault | null {
  if (from === 'history') {
    return {
      code: 'required_when_misplaced',
      message: `${quote(name)} is from history: no request gives it.`,
      hint: 'Remove `required_when`.',
    }
  }
  if (presence !== 'default') return null
  return {
    code: 'required_when_misplaced',
    message: `${quote(name)} has a default, so it is never missing.`,
    hint: 'Keep `default`, or keep `required_when`.',
  }
}

function wrongReading({ name }: FactDeclaration, when: Expression, { names }: ConditionScope): Fault | null {
  const read = [...factsOf(when, names.derived)]
  const past = read.filter((fact) => names.facts.get(fact)?.from === 'history')
  if (past.length > 0) {
    return {
      code: 'reads_history',
      message: `What a request must give cannot follow from ${past.map(quote).join(', ')}.`,
      hint: 'Read facts of the request or the order.',
    }
  }
  if (!read.includes(name)) return null
  return {
    code: 'required_when_itself',
    message: `Whether ${quote(name)} is required cannot follow from ${quote(name)} itself.`,
    hint: 'Read other facts.',
  }
}
