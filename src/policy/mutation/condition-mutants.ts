import type { Condition, Operator } from '../model/condition.ts'
import type { Value } from '../model/value.ts'
import { type Change, replaced, within, without } from './mutant.ts'
import { valuesBeside } from './other-values.ts'
import { writtenCondition } from './written.ts'

type Leaf = Extract<Condition, { kind: 'leaf' }>
type Group = Extract<Condition, { kind: 'all' | 'any' }>

/** By what a comparison is mistaken: its edge, and its opposite. */
const mistaken: Readonly<Record<Operator, readonly Operator[]>> = {
  equal: ['notEqual'],
  notEqual: ['equal'],
  in: ['notIn'],
  notIn: ['in'],
  lessThan: ['lessThanInclusive', 'greaterThanInclusive'],
  lessThanInclusive: ['lessThan', 'greaterThan'],
  greaterThan: ['greaterThanInclusive', 'lessThanInclusive'],
  greaterThanInclusive: ['greaterThan', 'lessThan'],
}

/** Every small fault of a condition; those of named conditions are theirs. */
export function* conditionMutants(condition: Condition): Generator<Change<Condition>> {
  switch (condition.kind) {
    case 'always':
    case 'named':
      return
    case 'not':
      yield becomes(condition, condition.of)
      yield* within(conditionMutants(condition.of), (of) => ({ ...condition, of }))
      return
    case 'all':
    case 'any':
      yield* groupMutants(condition)
      return
    case 'leaf':
      yield* leafMutants(condition)
  }
}

function* groupMutants(group: Group): Generator<Change<Condition>> {
  if (group.of.length > 1) {
    yield becomes(group, { ...group, kind: group.kind === 'all' ? 'any' : 'all' })
    for (const [index, part] of group.of.entries()) {
      yield { change: `without ${writtenCondition(part)}`, to: { ...group, of: without(group.of, index) } }
    }
  }
  for (const [index, part] of group.of.entries()) {
    yield* within(conditionMutants(part), (to) => ({ ...group, of: replaced(group.of, index, to) }))
  }
}

function* leafMutants(leaf: Leaf): Generator<Change<Condition>> {
  for (const operator of mistaken[leaf.operator]) yield becomes(leaf, { ...leaf, operator })
  for (const value of otherLiterals(leaf)) {
    yield becomes(leaf, { ...leaf, value: { kind: 'literal', value } })
  }
}

function otherLiterals({ value, operand }: Leaf): readonly (Value | readonly Value[])[] {
  if (value.kind !== 'literal') return []
  const literal = value.value
  // The opposite of a truth value is the opposite comparison.
  if (typeof literal === 'boolean') return []
  if (!isList(literal)) return valuesBeside(literal, operand.type)
  return literal.length > 1 ? literal.map((_, index) => without(literal, index)) : []
}

function isList(value: Value | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value)
}

function becomes(before: Condition, to: Condition): Change<Condition> {
  return { change: `${writtenCondition(before)} becomes ${writtenCondition(to)}`, to }
}
