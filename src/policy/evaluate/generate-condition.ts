import { Rational } from '../../money/rational.ts'
import type { Condition, Operator } from '../model/condition.ts'
import type { Value } from '../model/value.ts'
import { type CodeScope, constantCode } from './generate-formula.ts'
import { operatorTable, oppositeOperators } from './operator-table.ts'
import { literal, type SourceWriter } from './source-writer.ts'

/** Where the code goes on when a condition is decided, and what it notes where it is unknown: 1 for absent facts, 2 for faults. */
export interface Exit {
  readonly block: string
  readonly unknown: string
  /** Whether it may be unknown. */
  isOpen: boolean
}

/**
 * Adds code that leaves the block where the condition is false, notes why where it is unknown, and goes on where it is true or unknown. What the interpreter looks at is looked at, and in its order.
 */
export function generateAll(condition: Condition, exit: Exit, scope: CodeScope, negated = false): void {
  switch (condition.kind) {
    case 'always':
      if (negated) scope.writer.add(`break ${exit.block};`)
      return
    case 'not':
      return generateAll(condition.of, exit, scope, !negated)
    case 'named':
      return generateAll(condition.of, exit, scope, negated)
    case 'leaf':
      return generateLeaf(condition, { exit, scope, negated, leaveIf: false })
    case 'all':
    case 'any':
      if ((condition.kind === 'all') !== negated) {
        for (const inner of condition.of) generateAll(inner, exit, scope, negated)
        return
      }
      inBlock(scope, (own) => {
        for (const inner of condition.of) generateAny(inner, own, scope, negated)
        leaveOrNote(own, exit, scope)
      })
  }
}

/** As {@link generateAll} for one of several of which a true one decides: leaves the block where it is true. */
function generateAny(condition: Condition, exit: Exit, scope: CodeScope, negated: boolean): void {
  switch (condition.kind) {
    case 'always':
      if (!negated) scope.writer.add(`break ${exit.block};`)
      return
    case 'not':
      return generateAny(condition.of, exit, scope, !negated)
    case 'named':
      return generateAny(condition.of, exit, scope, negated)
    case 'leaf':
      return generateLeaf(condition, { exit, scope, negated, leaveIf: true })
    case 'all':
    case 'any':
      if ((condition.kind === 'any') !== negated) {
        for (const inner of condition.of) generateAny(inner, exit, scope, negated)
        return
      }
      inBlock(scope, (own) => {
        for (const inner of condition.of) generateAll(inner, own, scope, negated)
        leaveOrNote(own, exit, scope)
      })
  }
}

/** Adds a block that can be left where something is decided; gives whether what is tried in it may be unknown. */
export function inBlock({ writer }: CodeScope, work: (exit: Exit) => void): boolean {
  const exit = { block: writer.name('B'), unknown: writer.name('u'), isOpen: false }
  writer.open(`${exit.block}: {`)
  const declare = writer.later()
  work(exit)
  if (exit.isOpen) declare(`let ${exit.unknown} = 0;`)
  writer.close()
  return exit.isOpen
}

/** Nothing within the block decided: the block around it is left, but for what is unknown, which it notes. */
function leaveOrNote(own: Exit, exit: Exit, { writer }: CodeScope): void {
  if (!own.isOpen) return writer.add(`break ${exit.block};`)
  writer.add(`if (${own.unknown} === 0) break ${exit.block};`)
  note(exit, own.unknown, writer)
}

function note(exit: Exit, cause: string, writer: SourceWriter): void {
  exit.isOpen = true
  writer.add(`${exit.unknown} |= ${cause};`)
}

type Leaf = Extract<Condition, { kind: 'leaf' }>

interface Place {
  readonly exit: Exit
  readonly scope: CodeScope
  readonly negated: boolean
  /** The truth on which the block is left. */
  readonly leaveIf: boolean
}

function generateLeaf(leaf: Leaf, { exit, scope, negated, leaveIf }: Place): void {
  const operator = negated ? oppositeOperators[leaf.operator] : leaf.operator
  const left = scope.operand(leaf.operand.kind, leaf.operand.name)
  if (leaf.value.kind === 'literal') {
    const test = literalTest(leaf, operator, left, scope)
    leaveWhere(`${leaveIf ? '' : '!'}(${test})`, { exit, scope, sides: [left] })
    return
  }
  const right = scope.operand(leaf.value.kind, leaf.value.name)
  const test = compare(operator, leaf.operand.type.kind === 'number', left, right)
  leaveWhere(`${leaveIf ? '' : '!'}(${test})`, { exit, scope, sides: [left, right] })
}

function leaveWhere(
  test: string,
  { exit, scope, sides }: Pick<Place, 'exit' | 'scope'> & { readonly sides: readonly string[] },
): void {
  const { writer, sure } = scope
  const open = sides.filter((side) => !sure.has(side))
  const leave = `if (${test}) break ${exit.block};`
  if (open.length === 0) return writer.add(leave)
  const causes = open.map((side) => `(${side} === null ? 2 : ${side} === undefined ? 1 : 0)`).join(' | ')
  writer.add(`if (${open.map((side) => `${side} == null`).join(' || ')}) {`)
  note(exit, causes, writer)
  writer.add(`} else ${leave}`)
}

const signs: Readonly<Record<Exclude<Operator, 'in' | 'notIn'>, string>> = {
  equal: '===',
  notEqual: '!==',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

function compare(operator: Operator, isNumber: boolean, left: string, right: string): string {
  if (operator === 'in' || operator === 'notIn') throw new TypeError('a list is compared with a literal only')
  return isNumber ? `${left}.compare(${right}) ${signs[operator]} 0` : `${left} ${signs[operator]} ${right}`
}

function literalTest(leaf: Leaf, operator: Operator, left: string, scope: CodeScope): string {
  const { writer } = scope
  const value = leaf.value.kind === 'literal' ? leaf.value.value : undefined
  const isNumber = leaf.operand.type.kind === 'number'
  if (value === undefined) throw new TypeError('a literal is expected')
  if (operator === 'in' || operator === 'notIn') return listTest(operator, [value].flat(), left, scope)
  const single = value as Value
  if (single instanceof Rational && single.sign() === 0) return `${left}.sign() ${signs[operator]} 0`
  return compare(operator, isNumber, left, constantCode(single, writer))
}

/** Lists longer than this are looked up. */
const longestChain = 8

function listTest(operator: 'in' | 'notIn', values: readonly Value[], left: string, { writer }: CodeScope): string {
  const texts = values.filter((value) => typeof value === 'string')
  if (texts.length < values.length) {
    const test = operatorTable[operator]
    return `${writer.constant((value: Value) => test(value, values))}(${left})`
  }
  if (texts.length > longestChain) {
    return `${operator === 'in' ? '' : '!'}${writer.constant(new Set(texts))}.has(${left})`
  }
  const [sign, join] = operator === 'in' ? ['===', ' || '] : ['!==', ' && ']
  return texts.map((text) => `${left} ${sign} ${literal(text)}`).join(join)
}
