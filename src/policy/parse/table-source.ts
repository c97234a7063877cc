import { Rational } from '../../money/rational.ts'
import { type DocumentNode, isNull, textOf } from '../document/document-node.ts'
import type { FaultList, Place } from '../document/fault-list.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { TableDisplay } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { readLiteral } from './read-literal.ts'

/** A table as written, its form told apart. */
export interface TableSource {
  readonly faults: FaultList
  readonly constants: ReadonlyMap<string, Measure>
  readonly place: Place
  readonly display: TableDisplay
  /** The rows of a list, without `otherwise`. */
  readonly items: readonly DocumentNode[]
  readonly otherwise: DocumentNode | undefined
  /** How many keys it says that it has. */
  readonly keys: number | null
}

/**
 * Reads the cells of a table: numbers if all of them are (in quotes or not), text otherwise. Null
 * with a fault where they are mixed or no cells.
 */
export function readCells(
  nodes: readonly DocumentNode[],
  { faults, constants }: Pick<TableSource, 'faults' | 'constants'>,
): { readonly type: ExpressionType; readonly values: readonly Value[] } | null {
  const constantOf = (node: DocumentNode) => constants.get(textOf(node) ?? '')
  const isNumeric = nodes.every(
    (node) => constantOf(node)?.type.kind === 'number' || Rational.parse(textOf(node) ?? '') !== undefined,
  )
  const kind = isNumeric ? 'number' : 'text'
  const values: Value[] = []
  for (const node of nodes) {
    const constant = constantOf(node)
    const literal = constant?.type.kind === kind ? { ok: true as const, value: constant.value } : readCell(node, kind)
    if (literal.ok) values.push(literal.value)
    else if (node.kind === 'scalar' && !isNull(node)) faults.add(node, literal.fault)
  }
  if (values.length < nodes.length) return null
  const texts = values.filter((value) => typeof value === 'string')
  return { type: isNumeric ? { kind: 'number' } : { kind: 'text', values: [...new Set(texts)] }, values }
}

function readCell(node: DocumentNode, kind: 'number' | 'text'): ReturnType<typeof readLiteral> {
  if (kind === 'text' && node.kind === 'scalar' && node.type === 'number') {
    return {
      ok: false,
      fault: {
        code: 'mixed_cells',
        message: 'A table holds either numbers or text.',
        hint: 'Put this number in quotes if it is text, or make all cells numbers.',
      },
    }
  }
  return readLiteral(node, { kind })
}
