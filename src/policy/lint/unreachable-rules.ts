import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Condition } from '../model/condition.ts'
import type { Policy } from '../model/policy.ts'

interface OrderedRule {
  readonly id: string
  readonly when: Condition
}

/** Warns of a rule below one that always applies, or that applies under the very same condition. */
export function lintUnreachableRules(policy: Policy, root: DocumentNode, faults: FaultList): void {
  for (const [section, rules] of [
    ['refunds', policy.refunds],
    ['disputes', policy.disputes],
  ] as const) {
    warn(rules, itemsOf(child(root, section)), faults)
  }
}

function warn(rules: readonly OrderedRule[], nodes: readonly DocumentNode[], faults: FaultList): void {
  const earlier = new Map<string, string>()
  let always: string | null = null
  for (const [index, { id, when }] of rules.entries()) {
    const node = nodes[index]
    const key = textOfCondition(when)
    const blocking = always ?? earlier.get(key)
    if (blocking !== undefined && node !== undefined) {
      faults.add(
        node,
        {
          code: 'unreachable_rule',
          message: `The rule ${quote(id)} never decides: ${quote(blocking)} above it always applies first.`,
          hint: 'Change its condition, move it up, or remove it.',
        },
        'warning',
      )
    }
    if (!earlier.has(key)) earlier.set(key, id)
    if (alwaysApplies(when)) always ??= id
  }
}

/** Whether a condition is true whatever the facts are, as it asks nothing. */
export function alwaysApplies(condition: Condition): boolean {
  switch (condition.kind) {
    case 'always':
      return true
    case 'all':
      return condition.of.every(alwaysApplies)
    case 'any':
      return condition.of.some(alwaysApplies)
    case 'named':
      return alwaysApplies(condition.of)
    case 'not':
    case 'leaf':
      return false
  }
}

/** The same text for the same condition; named conditions by their name. */
function textOfCondition(condition: Condition): string {
  return JSON.stringify(condition, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'named'
      ? { ...value, of: null }
      : value,
  )
}
