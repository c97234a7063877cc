import { booleanOf, child, type DocumentNode, entriesOf, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { ActionDeclaration, ParameterDeclaration, ParameterQuantity } from '../model/action.ts'
import type { ExpressionType } from '../model/expression.ts'
import { readScale } from './read-scale.ts'

const types: ReadonlyMap<string, ExpressionType> = new Map([
  ['string', { kind: 'text' }],
  ['number', { kind: 'number' }],
  ['decimal', { kind: 'number' }],
  ['money', { kind: 'number' }],
  ['boolean', { kind: 'boolean' }],
  ['timestamp', { kind: 'timestamp' }],
  ['date', { kind: 'date' }],
])

/** Declared actions with their parameters; a parameter whose type has a fault is left out. */
export function parseActionDeclarations(
  node: DocumentNode | undefined,
  faults: FaultList,
): ReadonlyMap<string, ActionDeclaration> {
  return new Map(
    entriesOf(node).map(([name, { value }]) => {
      const parameters = entriesOf(child(value, 'parameters')).flatMap(([parameter, entry]) => {
        const declared = parseParameter(entry.value, faults)
        return declared === null ? [] : [[parameter, declared] as const]
      })
      const per = textOf(child(value, 'per')) === 'decision' ? 'decision' : 'order'
      return [name, { per, parameters: new Map(parameters) }]
    }),
  )
}

/** The parameters whose types have a fault, by action: whoever names them is not at fault. */
export function brokenParameters(node: DocumentNode | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    entriesOf(node).map(([name, { value }]) => {
      const broken = entriesOf(child(value, 'parameters')).filter(([, entry]) => !types.has(typeName(entry.value)))
      return [name, new Set(broken.map(([parameter]) => parameter))]
    }),
  )
}

function typeName(parameter: DocumentNode): string {
  return textOf(parameter) ?? textOf(child(parameter, 'type')) ?? ''
}

function parseParameter(node: DocumentNode, faults: FaultList): ParameterDeclaration | null {
  const name = typeName(node)
  const type = types.get(name)
  if (type === undefined) return null
  if (type.kind === 'number') return { type, quantity: parseQuantity(node, name, faults) }
  for (const key of ['cumulative', 'scale'] as const) refuse(child(node, key), { key, type: name }, faults)
  return { type, quantity: null }
}

function parseQuantity(node: DocumentNode, type: string, faults: FaultList): ParameterQuantity {
  const cumulative = booleanOf(child(node, 'cumulative'))
  if (child(node, 'cumulative') === undefined) {
    faults.add(node, {
      code: 'cumulative_not_stated',
      message: 'A number among the parameters states whether it is a total.',
      hint: `Write { type: ${type}, cumulative: true } for a total, of which later decisions give the difference, or cumulative: false for what is the same each time or is worked out of \`refund\`.`,
    })
  }
  if (type === 'money') refuse(child(node, 'scale'), { key: 'scale', type }, faults)
  const scale = type === 'money' ? 'currency' : (readScale(child(node, 'scale'), faults) ?? 'exact')
  return { cumulative: cumulative ?? false, scale }
}

function refuse(
  node: DocumentNode | undefined,
  { key, type }: { readonly key: 'cumulative' | 'scale'; readonly type: string },
  faults: FaultList,
): void {
  if (node === undefined) return
  faults.add(node, {
    code: 'not_with_type',
    message: `${quote(key)} does not go with the type ${type}.`,
    hint: type === 'money' ? 'Remove it: money has the decimals of its currency.' : 'Remove it: only numbers have it.',
  })
}
