import { child, type DocumentNode, entriesOf } from '../document/document-node.ts'
import { type Fault, type FaultList, keyPlace, type Place, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import { longestText } from '../facts/fact-limits.ts'
import { nestFacts } from '../facts/nest-facts.ts'
import { readValue } from '../facts/read-value.ts'
import { showValue } from '../facts/show-value.ts'
import type { Case } from '../model/case.ts'
import type { FactDeclaration } from '../model/policy.ts'
import { isTooPrecise, tooPrecise } from './read-literal.ts'
import type { Names } from './scope.ts'

interface FactsScope {
  readonly faults: FaultList
  readonly names: Names
}

interface Leaf {
  readonly name: string
  readonly node: DocumentNode
  readonly place: Place
}

/**
 * Reads the facts and history of a case. Facts are nested in the result, however they were written;
 * history facts are named in full. Names that are not declared are faults.
 */
export function readCaseFacts(node: DocumentNode, scope: FactsScope): Pick<Case, 'facts' | 'history'> {
  const facts: (readonly [string, unknown])[] = []
  const history: Record<string, unknown> = {}
  for (const leaf of leavesOf(child(node, 'facts'), '', scope.names)) {
    const declared = scope.names.facts.get(leaf.name)
    if (declared === undefined) tellUnknown(leaf, [...scope.names.facts.keys()], scope)
    else if (declared.from === 'history') history[leaf.name] = checkedFact(leaf, declared, scope)
    else facts.push([leaf.name, checkedFact(leaf, declared, scope)])
  }
  const asked = [...scope.names.facts.values()].filter(({ from }) => from === 'history').map(({ name }) => name)
  const short = new Map(
    asked.flatMap(
      (name) =>
        [
          [name.replace(/^history\./, ''), name],
          [name, name],
        ] as const,
    ),
  )
  for (const leaf of leavesOf(child(node, 'history'), '', { facts: short })) {
    const name = short.get(leaf.name)
    const declared = scope.names.facts.get(name ?? '')
    if (name === undefined || declared === undefined) tellUnknown(leaf, [...short.keys()], scope)
    else history[name] = checkedFact(leaf, declared, scope)
  }
  return { facts: nestFacts(facts), history }
}

/** The values below a map by dotted name; it ends at declared names, so that their values are looked at whole. */
function leavesOf(
  node: DocumentNode | undefined,
  prefix: string,
  names: { readonly facts: ReadonlyMap<string, unknown> },
): readonly Leaf[] {
  return entriesOf(node).flatMap(([key, entry]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (entry.value.kind === 'map' && !names.facts.has(name)) return leavesOf(entry.value, name, names)
    return [{ name, node: entry.value, place: keyPlace(entry.value.parent ?? entry.value, key, entry) }]
  })
}

function tellUnknown({ name, place }: Leaf, known: readonly string[], { names, faults }: FactsScope): void {
  if (names.broken.names.has(name) || names.broken.names.has(`history.${name}`)) return
  faults.add(place, {
    code: 'unknown_fact',
    message: `There is no fact ${quote(name)}.${suggestion(name, known)}`,
    hint:
      name.replace(/^history\./, '') === 'credited'
        ? 'Declare it: `history.credited: { type: decimal, from: history, state: credited }`.'
        : declaredNames(known, 'Declare it under `facts`.'),
  })
}

/** The JSON of a fact, checked as a request's would be. */
function checkedFact({ node }: Leaf, declaration: FactDeclaration, { faults }: FactsScope): unknown {
  const json = plainFact(node, faults)
  if (json === null || (node.kind === 'scalar' && node.type === 'number' && isTooPrecise(node.text))) return json
  const read = readValue({ declaration, texts: null, shortest: 0, longest: longestText, isKey: false }, json)
  if (!read.ok) faults.add(node, valueFault(declaration, json, read))
  return json
}

function valueFault(
  { name, values }: FactDeclaration,
  json: unknown,
  { fault, accepted }: { readonly fault: string; readonly accepted: string },
): Fault {
  const shown = showValue(json)
  if (values === null)
    return { code: 'wrong_value', message: `${name}: ${shown} ${fault}.`, hint: `Write ${accepted}.` }
  return {
    code: 'unknown_value',
    message: `${name}: ${shown} is not one of its values.${typeof json === 'string' ? suggestion(json, values) : ''}`,
    hint: `Allowed: ${values.slice(0, 50).join(', ')}.`,
  }
}

/** As in a request: numbers stay numbers where that is exact. */
function plainFact(node: DocumentNode, faults: FaultList): unknown {
  switch (node.kind) {
    case 'list':
      return node.items.map((item) => plainFact(item, faults))
    case 'map':
      return Object.fromEntries(entriesOf(node).map(([key, { value }]) => [key, plainFact(value, faults)]))
    case 'scalar':
      if (node.type === 'null') return null
      if (node.type === 'boolean') return node.text.toLowerCase() === 'true'
      if (node.type === 'text') return node.text
      if (isTooPrecise(node.text)) faults.add(node, tooPrecise(node.text))
      return Number(node.text)
  }
}
