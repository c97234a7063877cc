import { Rational } from '../../money/rational.ts'
import type { DocumentNode } from '../document/document-node.ts'
import { type Fault, type FaultList, type Place, placeOf } from '../document/fault-list.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { callsWithin, type WrittenFormula, writtenFormulas } from './written-formulas.ts'

type Call = Extract<Expression, { kind: 'call' }>

const several: ReadonlySet<string> = new Set(['min', 'max', 'sum'])
const hundred = Rational.of('100')

/** Warns of max() and the like with one argument, and of percentages that are none, or are shares. */
export function lintDoubtfulFormulas(policy: Policy, root: DocumentNode, faults: FaultList): void {
  for (const written of writtenFormulas(policy, root)) {
    for (const call of callsWithin(written.formula)) {
      const found = doubtOf(call, policy)
      if (found !== null) faults.add(placeWithin(written, found.at, call), found.fault, 'warning')
    }
  }
}

interface Doubt {
  readonly at: Expression
  readonly fault: Fault
}

function doubtOf(call: Call, policy: Policy): Doubt | null {
  const [first, second] = call.arguments
  if (several.has(call.function) && first !== undefined && second === undefined) {
    return {
      at: call,
      fault: {
        code: 'one_argument',
        message: `${call.source.slice(0, 80)} is the same as what stands in its brackets.`,
        hint: `Give ${call.function}() the other value as well, as in ${call.function}(${first.source.slice(0, 60)}, 0), or leave it out.`,
      },
    }
  }
  return call.function === 'percent' && second !== undefined ? doubtOfPercentage(second, policy) : null
}

function doubtOfPercentage(percentage: Expression, policy: Policy): Doubt | null {
  const values = possibleNumbers(percentage, policy)
  const outside = values.map(({ value }) => value).find((value) => value.sign() < 0 || value.compare(hundred) > 0)
  if (outside !== undefined) {
    return {
      at: percentage,
      fault: {
        code: 'percentage_out_of_range',
        message: `A percentage of ${outside.toString()} is not between 0 and 100.`,
        hint: 'Correct it. Where more than everything is meant, write a product: x * 1.5.',
      },
    }
  }
  const given = values.filter(({ value }) => value.sign() > 0)
  const share = given[0]?.value
  if (share === undefined || !given.every(({ value, unit }) => unit !== 'percent' && value.compare(Rational.one) < 0))
    return null
  return {
    at: percentage,
    fault: {
      code: 'share_for_percent',
      message: `percent(x, ${share.toString()}) is ${share.toString()} percent of x.`,
      hint: `Write percent(x, ${share.times(hundred).toString()}), or x * ${share.toString()}. If so little is meant, give the constant or table \`unit: percent\`, or write x * ${share.toString()} / 100.`,
    },
  }
}

/** A number as it is written, with the unit that its constant or table gives it. */
interface Written {
  readonly value: Rational
  readonly unit: string | null
}

/** The numbers that are written for a formula to choose from: a constant, the branches of if(), the cells of a table. */
function possibleNumbers(formula: Expression, policy: Policy): readonly Written[] {
  switch (formula.kind) {
    case 'literal':
      return formula.value instanceof Rational
        ? [{ value: formula.value, unit: policy.constants.get(formula.source)?.unit ?? null }]
        : []
    case 'derived': {
      const read = policy.derived.get(formula.name)
      return read === undefined ? [] : possibleNumbers(read, policy)
    }
    case 'table':
      return cellsOf(policy, formula.table)
    case 'call':
      return formula.function === 'if' || formula.function === 'coalesce'
        ? formula.arguments.flatMap((argument) => possibleNumbers(argument, policy))
        : []
    case 'fact':
    case 'given':
    case 'amount':
      return []
  }
}

function cellsOf({ tables }: Policy, name: string): readonly Written[] {
  const table = tables.get(name)
  if (table === undefined) return []
  const rows = table.kind === 'tier' ? table.rows.map(({ value }) => value) : [...table.rows.values()]
  const unit = table.display?.unit ?? null
  return [...rows, table.otherwise].flatMap((value) => (value instanceof Rational ? [{ value, unit }] : []))
}

/** Where a part of a formula is written: behind the beginning of the call, if it stands there more than once. */
function placeWithin({ node }: WrittenFormula, part: Expression, call: Call): Place {
  if (node.kind !== 'scalar') return placeOf(node)
  const outer = Math.max(node.text.indexOf(call.source), 0)
  const inner = part === call ? 0 : Math.max(call.source.lastIndexOf(part.source), 0)
  return { ...placeOf(node), ...node.positionOf(outer + inner) }
}
