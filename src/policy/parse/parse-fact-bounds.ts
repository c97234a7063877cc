import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Measure } from '../model/measure.ts'
import type { FactDeclaration } from '../model/policy.ts'
import type { FactType } from '../model/value.ts'
import { readLiteral } from './read-literal.ts'

/** The least and the most that a fact may be; null where nothing bounds it. */
export type FactBounds = Pick<FactDeclaration, 'minimum' | 'maximum'>

interface BoundedFact {
  readonly type: FactType
  readonly from: FactDeclaration['from']
  readonly constants: ReadonlyMap<string, Measure>
  readonly faults: FaultList
}

/** Reads `minimum` and `maximum`: numbers, or names of constants that are one; null where they have a fault, which is added. */
export function parseFactBounds(node: DocumentNode, fact: BoundedFact): FactBounds | null {
  const nodes = { minimum: child(node, 'minimum'), maximum: child(node, 'maximum') }
  const first = nodes.minimum ?? nodes.maximum
  if (first === undefined) return { minimum: null, maximum: null }
  if ((fact.type !== 'integer' && fact.type !== 'decimal') || fact.from === 'history') {
    fact.faults.add(first, {
      code: 'misplaced_bounds',
      message: 'Only a number that a request gives has a minimum or a maximum.',
      hint: 'Remove them, or correct the type or the source of the fact.',
    })
    return null
  }
  const minimum = readBound(nodes.minimum, fact)
  const maximum = readBound(nodes.maximum, fact)
  if (minimum === undefined || maximum === undefined) return null
  if (minimum === null || maximum === null || minimum.compare(maximum) <= 0) return { minimum, maximum }
  fact.faults.add(nodes.maximum ?? first, {
    code: 'empty_range',
    message: `The maximum ${maximum.toDecimal()} is below the minimum ${minimum.toDecimal()}: no value would be accepted.`,
    hint: 'Correct one of them.',
  })
  return null
}

/** Null where there is none, undefined for a fault. */
function readBound(
  node: DocumentNode | undefined,
  { constants, type, faults }: BoundedFact,
): Rational | null | undefined {
  if (node === undefined) return null
  const constant = constants.get(textOf(node) ?? '')
  const literal = constant === undefined ? readLiteral(node, { kind: 'number' }) : { ok: true as const, ...constant }
  if (!literal.ok) {
    faults.add(node, literal.fault)
    return undefined
  }
  const { value } = literal
  if (value instanceof Rational && (type === 'decimal' || value.isInteger())) return value
  faults.add(node, {
    code: 'wrong_value',
    message: `${quote(textOf(node) ?? '')} is not ${type === 'integer' ? 'a whole number' : 'a number'}.`,
    hint: 'Write a number, or the name of a constant that is one.',
  })
  return undefined
}
