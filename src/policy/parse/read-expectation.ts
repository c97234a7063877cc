import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, entriesOf, isNull, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import { declaredNames, outcomeSuggestion, suggestion } from '../document/suggestion.ts'
import type { Case, CaseExpectation } from '../model/case.ts'
import { disputeOutcomes } from '../model/policy.ts'
import type { ExpectationNames } from './expectation-names.ts'
import { readExpectedActions } from './read-expected-actions.ts'
import { readLiteral } from './read-literal.ts'

interface ExpectationScope {
  readonly faults: FaultList
  readonly expectations: ExpectationNames
  readonly section: Case['section']
}

type ExpectedNoun = 'outcome' | 'rule' | 'clause' | 'method' | 'reason' | 'level'

/** Reads what a case expects; every name must exist. */
export function readExpectation(node: DocumentNode | undefined, scope: ExpectationScope): CaseExpectation {
  const { expectations, section } = scope
  const rules = section === 'disputes' ? expectations.disputeRules : expectations.refundRules
  const outcomes = section === 'disputes' ? new Set<string>(disputeOutcomes) : expectations.refundOutcomes
  const name = (key: string, noun: ExpectedNoun, known: ReadonlySet<string>) =>
    readName(valueOf(node, key), { noun, known }, scope.faults)
  const rule = name('rule', 'rule', new Set([...rules, 'default']))
  const amounts = readAmounts(child(node, 'amounts'), scope)
  return {
    ...optional('outcome', name('outcome', 'outcome', outcomes) ?? undefined),
    ...optional('refund', readAmountOrNone(valueOf(node, 'refund'), scope.faults)),
    ...optional('clause', name('clause', 'clause', expectations.clauses)),
    ...optional('rule', rule === 'default' ? null : rule),
    ...optional('not_rule', name('not_rule', 'rule', rules) ?? undefined),
    ...optional('method', name('method', 'method', expectations.methods)),
    ...optional('reason', name('reason', 'reason', expectations.reasons) ?? undefined),
    ...optional('amounts', amounts),
    ...optional('label', name('label', 'outcome', expectations.labels)),
    ...optional('proposed', readAmountOrNone(valueOf(node, 'proposed'), scope.faults)),
    ...optional('level', name('level', 'level', expectations.levels)),
    ...optional('capped_from', readAmountOrNone(valueOf(node, 'capped_from'), scope.faults)),
    ...optional('actions', readExpectedActions(child(node, 'actions'), scope)),
  }
}

function valueOf(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [Name in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [Name in Key]?: Value })
}

/** Undefined where nothing is expected, null where none is. */
function readName(
  node: DocumentNode | undefined,
  { noun, known }: { readonly noun: ExpectedNoun; readonly known: ReadonlySet<string> },
  faults: FaultList,
): string | null | undefined {
  if (node === undefined) return undefined
  if (isNull(node)) return null
  const name = textOf(node)
  if (name !== undefined && !known.has(name)) {
    faults.add(node, {
      code: `unknown_${noun}`,
      message: `There is no ${noun} ${quote(name)}.${noun === 'outcome' ? outcomeSuggestion(name, known) : suggestion(name, known)}`,
      hint: declaredNames(known, `There is no ${noun} at all.`),
    })
  }
  return name
}

function readAmount(node: DocumentNode | undefined, faults: FaultList): string | undefined {
  if (node === undefined || node.kind !== 'scalar' || node.type === 'boolean') return undefined
  const literal = readLiteral(node, { kind: 'number' })
  if (!literal.ok) faults.add(node, literal.fault)
  return literal.ok && literal.value instanceof Rational ? node.text : undefined
}

function readAmountOrNone(node: DocumentNode | undefined, faults: FaultList): string | null | undefined {
  return node !== undefined && isNull(node) ? null : readAmount(node, faults)
}

function readAmounts(
  node: DocumentNode | undefined,
  { faults, expectations }: ExpectationScope,
): Record<string, string> | undefined {
  if (node === undefined) return undefined
  const amounts: Record<string, string> = {}
  for (const [name, { value }] of entriesOf(node)) {
    const amount = readAmount(value, faults)
    if (!expectations.amounts.has(name)) {
      faults.add(value, {
        code: 'unknown_amount',
        message: `No rule names an amount ${quote(name)}.${suggestion(name, expectations.amounts)}`,
        hint: declaredNames(expectations.amounts, 'Add it under `amounts` of the rule.'),
      })
    } else if (amount !== undefined) amounts[name] = amount
  }
  return amounts
}
