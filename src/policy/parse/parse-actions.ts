import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { keyPlace, type Place, placeOf, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { Expression } from '../model/expression.ts'
import type { Action, ActionDeclaration } from '../model/policy.ts'
import { constant } from './parse-choice.ts'
import { parseFormula } from './parse-formula.ts'
import type { Scope } from './scope.ts'

/** Words that formulas give a meaning to. */
const words: ReadonlySet<string> = new Set(['now', 'true', 'false', 'refund', 'not', 'and', 'or'])

interface WrittenAction {
  readonly name: string
  readonly place: Place
  readonly parameters: DocumentNode | undefined
}

/** Parses the actions of a rule in any of their forms: every declared parameter has a formula of its type. */
export function parseActions(node: DocumentNode | undefined, scope: Scope): readonly Action[] {
  return writtenActions(node).flatMap((action) => {
    const declaration = scope.actions.get(action.name)
    if (declaration !== undefined)
      return [{ name: action.name, parameters: parseParameters(action, declaration, scope) }]
    scope.faults.add(action.place, {
      code: 'unknown_action',
      message: `There is no action ${quote(action.name)}.${suggestion(action.name, scope.actions.keys())}`,
      hint: declaredNames(scope.actions.keys(), 'Declare it under `actions`.'),
    })
    return []
  })
}

function writtenActions(node: DocumentNode | undefined): readonly WrittenAction[] {
  if (node?.kind === 'map') return keyed(node)
  return itemsOf(node).flatMap((item) => {
    if (item.kind === 'map' && !item.entries.has('name')) return keyed(item)
    const nameNode = item.kind === 'map' ? child(item, 'name') : item
    const name = textOf(nameNode)
    if (nameNode === undefined || name === undefined) return []
    return [{ name, place: placeOf(nameNode), parameters: child(item, 'parameters') }]
  })
}

function keyed(map: DocumentNode): readonly WrittenAction[] {
  return entriesOf(map).map(([name, entry]) => ({
    name,
    place: keyPlace(map, name, entry),
    parameters: child(map, name),
  }))
}

/**
 * Text that can be no formula is taken as it stands, with a warning where it is a single word: a word
 * that is near to a name is more likely a slip.
 */
function plainText(node: DocumentNode, { names, faults }: Scope): Expression | null {
  if (node.kind !== 'scalar' || node.type !== 'text') return null
  if (
    /^[\p{L}\p{N}.,!?%-]+(?: [\p{L}\p{N}.,!?%-]+)+$/u.test(node.text) &&
    !/(?:^| )(?:-|and|or|not) ?/.test(node.text)
  ) {
    return constant(node.text)
  }
  const isWord = /^[A-Za-z][\w-]*$/.test(node.text) && !words.has(node.text)
  const isName = names.types.has(node.text) || names.broken.names.has(node.text)
  if (!isWord || isName || suggestion(node.text, names.types.keys()) !== '') return null
  faults.add(
    node,
    {
      code: 'taken_as_text',
      message: `Nothing is called ${quote(node.text)}, so it is taken as text.`,
      hint: `To say so, quote it inside: '"${node.text.slice(0, 40)}"'.`,
    },
    'warning',
  )
  return constant(node.text)
}

function parseParameters(
  { name, place, parameters }: WrittenAction,
  declaration: ActionDeclaration,
  scope: Scope,
): ReadonlyMap<string, Expression> {
  const { faults, names } = scope
  const parsed = new Map<string, Expression>()
  for (const [parameter, entry] of entriesOf(parameters)) {
    const type = declaration.parameters.get(parameter)
    if (type === undefined && parameters !== undefined && !scope.brokenParameters.get(name)?.has(parameter)) {
      faults.add(keyPlace(parameters, parameter, entry), {
        code: 'unknown_parameter',
        message: `The action ${quote(name)} has no parameter ${quote(parameter)}.${suggestion(parameter, declaration.parameters.keys())}`,
        hint: declaredNames(declaration.parameters.keys(), 'It has no parameters.'),
      })
    } else if (type !== undefined) {
      const formulaPlace = { faults, names, given: new Set(['now'] as const), kinds: [type.kind] }
      const formula =
        (type.kind === 'text' ? plainText(entry.value, scope) : null) ?? parseFormula(entry.value, formulaPlace)
      if (formula !== null) parsed.set(parameter, formula)
    }
  }
  for (const parameter of declaration.parameters.keys()) {
    if (child(parameters, parameter) !== undefined) continue
    faults.add(place, {
      code: 'missing_parameter',
      message: `The action ${quote(name)} needs the parameter ${quote(parameter)}.`,
      hint: `Add \`${parameter}:\` with a formula; text constants stand in quotes inside it.`,
    })
  }
  return parsed
}
