import { type DocumentNode, textOf } from '../document/document-node.ts'
import { quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { Expression } from '../model/expression.ts'
import { parseFormula } from './parse-formula.ts'
import type { Scope } from './scope.ts'

/** What a text chooses from, and how that is called in messages. */
export interface Choice {
  readonly declared: readonly string[]
  readonly code: 'unknown_method' | 'unknown_level'
  readonly noun: string
  readonly given: ReadonlySet<'now' | 'refund'>
}

/** Parses a declared name as that name, anything else as a formula that yields one. */
export function parseChoice(node: DocumentNode | undefined, choice: Choice, scope: Scope): Expression | null {
  const text = textOf(node)?.trim()
  if (node === undefined || text === undefined) return null
  if (choice.declared.includes(text)) return constant(text)
  const isName = /^[A-Za-z]\w*$/.test(text)
  if (isName && !scope.names.types.has(text) && !scope.names.broken.names.has(text)) {
    scope.faults.add(node, unknownChoice(text, choice))
    return null
  }
  const formula = parseFormula(node, { faults: scope.faults, names: scope.names, given: choice.given, kinds: ['text'] })
  const strange =
    formula?.type.kind === 'text' ? formula.type.values?.find((value) => !choice.declared.includes(value)) : undefined
  if (strange === undefined) return formula
  scope.faults.add(node, unknownChoice(strange, choice))
  return null
}

/** A formula that yields this text always. */
export function constant(text: string): Expression {
  return { kind: 'literal', type: { kind: 'text', values: [text] }, value: text, source: JSON.stringify(text) }
}

const declareIn = {
  unknown_method: 'A new one is added to `refund_methods`.',
  unknown_level: 'Levels are declared in ascending order: `review: { levels: [reviewer, manager] }`.',
} as const

function unknownChoice(name: string, { declared, code, noun }: Choice) {
  return {
    code,
    message: `There is no ${noun} ${quote(name)}.${suggestion(name, declared)}`,
    hint: `${declaredNames(declared, '')} ${declareIn[code]}`.trim(),
  }
}
