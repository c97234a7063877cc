import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { quote, tellIncomplete } from '../document/fault-list.ts'
import type { Condition } from '../model/condition.ts'
import type { Measure } from '../model/measure.ts'
import { type DisputeRule, disputeOutcomes, type RefundRule } from '../model/policy.ts'
import { onlyFacts, parseActions } from './parse-actions.ts'
import { parseCondition } from './parse-conditions.ts'
import { parseRuling } from './parse-ruling.ts'
import { parseClauseReference, parseMessage, parseReason } from './parse-wording.ts'
import type { Scope } from './scope.ts'

const always: Condition = { kind: 'always' }
const defaultId = 'default'
const noAmounts: ReadonlySet<string> = new Set()
const noTerms: ReadonlyMap<string, Measure> = new Map()

/** Parses the refund rules in their order; `ids` gathers the ids of all rules. */
export function parseRefundRules(
  node: DocumentNode | undefined,
  ids: Set<string>,
  scope: Scope,
): readonly RefundRule[] {
  return itemsOf(node).flatMap((item) => {
    const id = parseId(item, ids, scope)
    const then = child(item, 'then')
    const when = parseWhen(item, scope)
    const clause = parseClauseReference(child(item, 'clause'), scope)
    if (then === undefined || id === null) return []
    const ruling = parseRuling(then, { id, clause }, scope)
    return ruling === null ? [] : [{ id, clause, when: when ?? always, ...ruling, position: positionOf(item) }]
  })
}

/** Parses what is decided where no rule applies, with `then` or without. */
export function parseDefault(node: DocumentNode | undefined, scope: Scope): RefundRule | null {
  if (node?.kind !== 'map') return null
  const clause = parseClauseReference(child(node, 'clause'), scope)
  const ruling = parseRuling(child(node, 'then') ?? node, { id: defaultId, clause }, scope)
  return ruling === null ? null : { id: defaultId, clause, when: always, ...ruling, position: positionOf(node) }
}

/** Parses the dispute rules in their order. */
export function parseDisputeRules(
  node: DocumentNode | undefined,
  ids: Set<string>,
  scope: Scope,
): readonly DisputeRule[] {
  return itemsOf(node).flatMap((item) => {
    const id = parseId(item, ids, scope)
    const then = child(item, 'then')
    const when = parseWhen(item, scope)
    const clause = parseClauseReference(child(item, 'clause'), scope)
    const outcome = disputeOutcomes.find((name) => name === textOf(child(then, 'outcome')))
    if (then === undefined || id === null || outcome === undefined) return []
    const worded = { id, clause, amounts: noAmounts, lacking: null, terms: noTerms }
    return [
      {
        id,
        clause,
        when: when ?? always,
        outcome,
        reason: parseReason(then, id, scope),
        message: parseMessage(then, worded, scope),
        actions: parseActions(child(then, 'actions'), onlyFacts, scope),
        position: positionOf(item),
      },
    ]
  })
}

/** No `when` means always; null for a condition with a fault. */
function parseWhen(rule: DocumentNode, scope: Scope): Condition | null {
  const node = rule.kind === 'map' ? rule.entries.get('when')?.value : undefined
  if (node === undefined) return always
  const condition = parseCondition(node, scope)
  if (condition === null) tellIncomplete(node, scope.faults)
  return condition
}

function parseId(rule: DocumentNode, ids: Set<string>, scope: Scope): string | null {
  const node = child(rule, 'id')
  const id = textOf(node)
  if (node === undefined || id === undefined) return null
  if (id === defaultId) {
    scope.faults.add(node, {
      code: 'reserved_name',
      message: '"default" names the default.',
      hint: 'Choose another id.',
    })
  } else if (ids.has(id)) {
    scope.faults.add(node, {
      code: 'duplicate_rule',
      message: `There is a rule ${quote(id)} already.`,
      hint: 'Give each rule an id of its own, over refunds and disputes.',
    })
  }
  ids.add(id)
  return id
}

function positionOf({ line, column }: DocumentNode): { readonly line: number; readonly column: number } {
  return { line, column }
}
