import { booleanOf, child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, keyPlace, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { ExpectedAction } from '../model/case.ts'
import type { ExpectationNames } from './expectation-names.ts'
import { isTooPrecise, tooPrecise } from './read-literal.ts'

interface ActionScope {
  readonly faults: FaultList
  readonly expectations: Pick<ExpectationNames, 'actions'>
}

/** The actions that a case expects, by name or with parameters; undefined where it does not say. Every name must be declared. */
export function readExpectedActions(
  node: DocumentNode | undefined,
  scope: ActionScope,
): readonly ExpectedAction[] | undefined {
  if (node === undefined) return undefined
  return itemsOf(node).flatMap((item) => {
    const nameNode = item.kind === 'map' ? child(item, 'name') : item
    const name = textOf(nameNode)
    if (nameNode === undefined || name === undefined) return []
    const declared = scope.expectations.actions.get(name)
    if (declared === undefined) {
      const known = scope.expectations.actions.keys()
      scope.faults.add(nameNode, {
        code: 'unknown_action',
        message: `There is no action ${quote(name)}.${suggestion(name, scope.expectations.actions.keys())}`,
        hint: declaredNames(known, 'Declare it under `actions`.'),
      })
      return []
    }
    return [{ name, parameters: readParameters(child(item, 'parameters'), declared, scope.faults) }]
  })
}

function readParameters(
  node: DocumentNode | undefined,
  declared: ReadonlySet<string>,
  faults: FaultList,
): ExpectedAction['parameters'] {
  const values = entriesOf(node).flatMap(([name, entry]) => {
    if (node !== undefined && !declared.has(name)) {
      faults.add(keyPlace(node, name, entry), {
        code: 'unknown_parameter',
        message: `The action has no parameter ${quote(name)}.${suggestion(name, declared)}`,
        hint: declaredNames(declared, 'It has no parameters.'),
      })
      return []
    }
    const value = readValue(entry.value, faults)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(values)
}

function readValue(node: DocumentNode, faults: FaultList): string | boolean | undefined {
  if (node.kind === 'scalar' && node.type === 'number' && isTooPrecise(node.text))
    faults.add(node, tooPrecise(node.text))
  return booleanOf(node) ?? textOf(node)
}
