import { type Fault, type FaultList, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import type { Measure } from '../model/measure.ts'
import { type DecisionPlaceholder, decisionPlaceholders, type NamedValue } from '../model/template.ts'
import type { Names } from './scope.ts'

/** What placeholders may name where the text stands. */
export interface PlaceholderScope {
  readonly faults: FaultList
  readonly names: Names
  readonly language: string
  /** Limits and review times, by the names that texts have for them. */
  readonly known: ReadonlyMap<string, Measure>
  /** What is known of a decision here; null for the public text, which is read before there is one. */
  readonly readable: ReadableDecision | null
}

/** What a text may say of a decision. */
export interface ReadableDecision {
  /** Named amounts of the rule. */
  readonly amounts: ReadonlySet<string>
  /** What a decision never has here; null in dispute rules, which decide no refund. */
  readonly lacking: ReadonlySet<DecisionPlaceholder> | null
}

/** Named amounts first, then constants and the policy's own names, then limits and review times, then what the decision gives. Null for what is not there. */
export function namedValue(name: string, { names, known, readable }: PlaceholderScope): NamedValue | null {
  if (readable?.amounts.has(name) === true) return { kind: 'amount', name }
  const measure = names.constants.get(name) ?? known.get(name)
  if (measure !== undefined) return { kind: 'measure', name, measure }
  if (readable === null) return null
  const declared = names.types.get(name)
  if (declared !== undefined) return { kind: declared.kind, name, type: declared.type }
  const decided = readable.lacking === null ? undefined : decisionPlaceholders.find((candidate) => candidate === name)
  return decided === undefined ? null : { kind: 'decision', name: decided }
}

/** Why a name cannot stand in the text; null where it can. */
export function placeholderFault(name: string, scope: PlaceholderScope): Fault | null {
  const { readable, names } = scope
  const named = namedValue(name, scope)
  if (named === null) {
    const isDecided = names.types.has(name) || decisionPlaceholders.some((candidate) => candidate === name)
    return readable === null && isDecided ? onlyDecided(name) : unknownPlaceholder(name, scope)
  }
  if (named.kind !== 'decision' || readable?.lacking?.has(named.name) !== true) return null
  return {
    code: 'placeholder_without_value',
    message: `{${name}} has no value here: this decision has none.`,
    hint: 'Remove it, or say it in words.',
  }
}

function onlyDecided(name: string): Fault {
  return {
    code: 'placeholder_without_value',
    message: `{${name}} has no value here: it is known in a decision only.`,
    hint: 'The public text may name constants, limits, review times and tables.',
  }
}

function unknownPlaceholder(name: string, { names, readable, known }: PlaceholderScope): Fault {
  const decided = readable === null || readable.lacking === null ? [] : decisionPlaceholders
  const declared = readable === null ? [] : [...readable.amounts, ...names.types.keys()]
  const candidates = [...declared, ...names.constants.keys(), ...known.keys(), ...decided]
  const also = decided.length === 0 ? '' : `, a named amount of the rule, or ${decided.join(', ')}`
  const kinds =
    readable === null
      ? 'a constant, a limit (limits.decision.EUR), review.target, review.due, or a table: {table name}'
      : `a fact or derived value, a constant${also}`
  return {
    code: 'unknown_placeholder',
    message: `Nothing is called ${quote(name)} here.${suggestion(name, candidates)}`,
    hint: `${isFormula(name) ? 'A text holds no formulas: give it a name under derived. ' : ''}Name ${kinds}. For a brace itself write {{ or }}.`,
  }
}

function isFormula(text: string): boolean {
  return /[\w.]\(|[\w)]\s*[+*/-]\s*[\w(]/u.test(text)
}
