import { child, type DocumentNode, entriesOf, textOf } from '../document/document-node.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { ActionDeclaration } from '../model/policy.ts'

const types: ReadonlyMap<string, ExpressionType> = new Map([
  ['string', { kind: 'text' }],
  ['number', { kind: 'number' }],
  ['decimal', { kind: 'number' }],
  ['boolean', { kind: 'boolean' }],
  ['timestamp', { kind: 'timestamp' }],
  ['date', { kind: 'date' }],
])

/** Declared actions with the types of their parameters; a parameter whose type has a fault is left out. */
export function parseActionDeclarations(node: DocumentNode | undefined): ReadonlyMap<string, ActionDeclaration> {
  return new Map(
    entriesOf(node).map(([name, { value }]) => {
      const typed = [...declaredTypes(value)].flatMap(([parameter, type]) =>
        type === undefined ? [] : [[parameter, type] as const],
      )
      return [name, { parameters: new Map(typed) }]
    }),
  )
}

/** The parameters whose types have a fault, by action: whoever names them is not at fault. */
export function brokenParameters(node: DocumentNode | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    entriesOf(node).map(([name, { value }]) => {
      const broken = [...declaredTypes(value)].filter(([, type]) => type === undefined)
      return [name, new Set(broken.map(([parameter]) => parameter))]
    }),
  )
}

function declaredTypes(action: DocumentNode): ReadonlyMap<string, ExpressionType | undefined> {
  return new Map(
    entriesOf(child(action, 'parameters')).map(([parameter, { value }]) => [
      parameter,
      types.get(textOf(value) ?? textOf(child(value, 'type')) ?? ''),
    ]),
  )
}
