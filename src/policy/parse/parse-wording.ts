import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import { quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { Measure } from '../model/measure.ts'
import { builtInReasons } from '../model/policy.ts'
import type { DecisionPlaceholder, Words } from '../model/template.ts'
import { parseWords } from './parse-words.ts'
import type { Scope } from './scope.ts'

/** The rule whose words are parsed. */
export interface WordedRule {
  readonly id: string
  readonly clause: string | null
  readonly amounts: ReadonlySet<string>
  /** What a decision by it never has; null for dispute rules, which decide no refund. */
  readonly lacking: ReadonlySet<DecisionPlaceholder> | null
  /** Its own review times, which come before those of the policy. */
  readonly terms: ReadonlyMap<string, Measure>
}

const reasonPattern = /^[a-z][a-z0-9_]{0,79}$/

/** The rule's reason code: as written, else made of its id. Reasons that the service gives by itself are refused. */
export function parseReason(then: DocumentNode, id: string, scope: Scope): string {
  const node = child(then, 'reason')
  const reason = textOf(node) ?? reasonOf(id)
  if (!reasonPattern.test(reason)) return reason
  if (builtInReasons.some((builtIn) => builtIn === reason)) {
    scope.faults.add(node ?? then, {
      code: 'built_in_reason',
      message: `The reason ${quote(reason)} is given by the service itself.`,
      hint: 'Give the rule a reason of its own: `reason: ...`.',
    })
  }
  return reason
}

/** The reason code that a rule id gives. */
export function reasonOf(id: string): string {
  const snake = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^[a-z]/.test(snake) ? snake : `rule_${snake}`
}

/** The clause that a rule carries out, null where it names none; it must be declared. */
export function parseClauseReference(node: DocumentNode | undefined, scope: Scope): string | null {
  const id = textOf(node)
  if (node === undefined || id === undefined) return null
  if (!scope.clauseTitles.has(id)) {
    scope.faults.add(node, {
      code: 'unknown_clause',
      message: `There is no clause ${quote(id)}.${suggestion(id, scope.clauseTitles.keys())}`,
      hint: declaredNames(scope.clauseTitles.keys(), 'Add it under `clauses`.'),
    })
  }
  return id
}

/** The rule's text for the customer; the title of its clause where it has none. */
export function parseMessage(then: DocumentNode, rule: WordedRule, scope: Scope): Words {
  const node = child(then, 'message')
  const { clause, amounts, lacking } = rule
  const { names, faults, languages } = scope
  if (node !== undefined) {
    const known = new Map([...scope.terms, ...rule.terms])
    return parseWords(node, { names, faults, languages, known, readable: { amounts, lacking } })
  }
  const title = clause === null ? undefined : scope.clauseTitles.get(clause)
  if (clause === null || title === undefined) return scope.title
  return new Map([...title].map(([language, template]) => [language, [...template, ` (${clause})`]]))
}
