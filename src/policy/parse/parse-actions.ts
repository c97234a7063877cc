import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { keyPlace, type Place, placeOf, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import { readNames } from '../expression/read-names.ts'
import { readsRefund } from '../expression/reads-refund.ts'
import type { Action, ActionDeclaration, ActionParameter, ParameterDeclaration } from '../model/action.ts'
import type { Expression } from '../model/expression.ts'
import { constant } from './parse-choice.ts'
import { parseFormula } from './parse-formula.ts'
import { personalFactsOf } from './personal-facts-of.ts'
import type { Scope } from './scope.ts'

/** Words that formulas give a meaning to. */
const words: ReadonlySet<string> = new Set(['now', 'true', 'false', 'refund', 'not', 'and', 'or'])

interface WrittenAction {
  readonly name: string
  readonly place: Place
  readonly parameters: DocumentNode | undefined
}

/** What parameters may read beside facts and `now`. */
export interface ReadableInActions {
  readonly given: ReadonlySet<'now' | 'refund'>
  /** Named amounts of the rule. */
  readonly amounts: ReadonlySet<string>
}

/** Facts and time alone. */
export const onlyFacts: ReadableInActions = { given: new Set(['now']), amounts: new Set() }

/** Parses the actions of a rule in any of their forms: every declared parameter has a formula of its type. */
export function parseActions(
  node: DocumentNode | undefined,
  readable: ReadableInActions,
  scope: Scope,
): readonly Action[] {
  return writtenActions(node).flatMap((action) => {
    const { name } = action
    const declaration = scope.actions.get(name)
    if (declaration !== undefined) {
      const parameters = parseParameters({ ...action, declaration, readable }, scope)
      return [{ name, per: declaration.per, parameters }]
    }
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
function plainText(node: DocumentNode, { amounts }: ReadableInActions, { names, faults }: Scope): Expression | null {
  if (node.kind !== 'scalar' || node.type !== 'text') return null
  if (
    /^[\p{L}\p{N}.,!?%-]+(?: [\p{L}\p{N}.,!?%-]+)+$/u.test(node.text) &&
    !/(?:^| )(?:-|and|or|not) ?/.test(node.text)
  ) {
    return constant(node.text)
  }
  const isWord = /^[A-Za-z][\w-]*$/.test(node.text) && !words.has(node.text)
  const isName = names.types.has(node.text) || names.broken.names.has(node.text) || amounts.has(node.text)
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

interface ParameterSource extends WrittenAction {
  readonly declaration: ActionDeclaration
  readonly readable: ReadableInActions
}

function parseParameters(action: ParameterSource, scope: Scope): ReadonlyMap<string, ActionParameter> {
  const { name, place, parameters, declaration } = action
  const parsed = new Map<string, ActionParameter>()
  for (const [parameter, entry] of entriesOf(parameters)) {
    const declared = declaration.parameters.get(parameter)
    if (declared !== undefined) {
      const found = parseParameter(entry.value, { declared, readable: action.readable }, scope)
      if (found !== null) parsed.set(parameter, found)
    } else if (parameters !== undefined && !scope.brokenParameters.get(name)?.has(parameter)) {
      scope.faults.add(keyPlace(parameters, parameter, entry), {
        code: 'unknown_parameter',
        message: `The action ${quote(name)} has no parameter ${quote(parameter)}.${suggestion(parameter, declaration.parameters.keys())}`,
        hint: declaredNames(declaration.parameters.keys(), 'It has no parameters.'),
      })
    }
  }
  for (const parameter of declaration.parameters.keys()) {
    if (child(parameters, parameter) !== undefined) continue
    scope.faults.add(place, {
      code: 'missing_parameter',
      message: `The action ${quote(name)} needs the parameter ${quote(parameter)}.`,
      hint: `Add \`${parameter}:\` with a formula; text constants stand in quotes inside it.`,
    })
  }
  return parsed
}

function parseParameter(
  node: DocumentNode,
  { declared, readable }: { readonly declared: ParameterDeclaration; readonly readable: ReadableInActions },
  scope: Scope,
): ActionParameter | null {
  const { faults, names } = scope
  const { type, quantity } = declared
  const place = { faults, names, ...readable, kinds: [type.kind] }
  const formula = (type.kind === 'text' ? plainText(node, readable, scope) : null) ?? parseFormula(node, place)
  if (formula === null) return null
  const isAdded = readsRefund(formula)
  if (isAdded && quantity?.cumulative === true) {
    faults.add(node, {
      code: 'cumulative_refund',
      message: 'What reads `refund` or a named amount is what a decision adds, and no total.',
      hint: 'Declare the parameter with cumulative: false, or read facts and derived values only.',
    })
  }
  if (quantity?.cumulative === false && !isAdded) warnOfShadowed(node, { formula, amounts: readable.amounts }, scope)
  const personal = personalFactsOf(formula, names)
  const isTotal = isAdded || quantity?.cumulative === true
  if (isTotal && personal.length > 0) {
    faults.add(node, {
      code: 'personal_total',
      message: `What is added up is kept for later decisions, so it cannot read the personal ${personal.map(quote).join(', ')}.`,
      hint: 'Read facts that are not personal, or declare the parameter with cumulative: false.',
    })
  }
  const alone = personal.length > 0 ? 'personal' : 'identity'
  const use = isAdded ? 'added' : isTotal ? 'cumulative' : alone
  return { formula, use, scale: quantity?.scale ?? null }
}

/** A named amount and a derived value may have the same name, and then mean what a decision adds and the total. */
function warnOfShadowed(
  node: DocumentNode,
  { formula, amounts }: { readonly formula: Expression } & Pick<ReadableInActions, 'amounts'>,
  { faults }: Scope,
): void {
  const { facts, derived } = readNames(formula)
  const shadowed = [...facts, ...derived].find((name) => amounts.has(name))
  if (shadowed === undefined) return
  faults.add(
    node,
    {
      code: 'amount_shadowed',
      message: `${quote(shadowed)} is read as the fact or derived value of that name, not as the named amount.`,
      hint: 'Give the amount another name to say what a decision adds, or declare the parameter with cumulative: true.',
    },
    'warning',
  )
}
