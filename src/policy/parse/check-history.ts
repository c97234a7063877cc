import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import { type Fault, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import { disputeOutcomes } from '../model/policy.ts'
import type { Scope } from './scope.ts'

/** Checks the names in the questions of history facts: `before`, and what `where` filters by. */
export function checkHistory(factsNode: DocumentNode | undefined, ruleIds: ReadonlySet<string>, scope: Scope): void {
  for (const { name, history } of scope.names.facts.values()) {
    if (history === null || history.kind === 'state') continue
    const question = child(child(factsNode, name), history.kind)
    checkBefore(child(question, 'before'), scope)
    const where = child(question, 'where')
    const outcomes = history.entries === 'disputes' ? disputeOutcomes : scope.outcomes.keys()
    checkName(child(where, 'outcome'), { noun: 'outcome', known: [...outcomes], isPast: false }, scope)
    checkName(child(where, 'rule'), { noun: 'rule', known: [...ruleIds], isPast: true }, scope)
    checkName(child(where, 'clause'), { noun: 'clause', known: [...scope.clauseTitles.keys()], isPast: true }, scope)
  }
}

function checkBefore(node: DocumentNode | undefined, { names, faults }: Scope): void {
  const name = textOf(node)
  if (node === undefined || name === undefined || names.broken.names.has(name)) return
  const fact = names.facts.get(name)
  if (fact?.type === 'timestamp' && fact.from !== 'history') return
  const timestamps = [...names.facts.values()].filter(({ type }) => type === 'timestamp').map((other) => other.name)
  const fault: Fault =
    fact === undefined
      ? {
          code: 'unknown_fact',
          message: `There is no fact ${quote(name)}.${suggestion(name, timestamps)}`,
          hint: 'Name a timestamp fact.',
        }
      : {
          code: 'wrong_value',
          message: `${quote(name)} is not a timestamp fact.`,
          hint: 'Name a timestamp fact that is not from history.',
        }
  faults.add(node, fault)
}

interface NameCheck {
  readonly noun: 'outcome' | 'rule' | 'clause'
  readonly known: readonly string[]
  /** Whether an earlier version of the policy may have had it, so that the history holds it. */
  readonly isPast: boolean
}

function checkName(node: DocumentNode | undefined, { noun, known, isPast }: NameCheck, { faults }: Scope): void {
  const name = textOf(node)
  if (node === undefined || name === undefined || known.includes(name)) return
  faults.add(
    node,
    {
      code: `unknown_${noun}`,
      message: `There is no ${noun} ${quote(name)} in this policy.${suggestion(name, known)}`,
      hint: isPast ? 'Correct it, unless an earlier version had it.' : `Known: ${known.join(', ')}.`,
    },
    isPast ? 'warning' : 'error',
  )
}
