import type { Json } from '../fingerprint/canonical-json.ts'
import type { ConfidentialValues, Entry, StoredFacts } from '../journal/entry.ts'
import type { Policy } from '../policy/model/policy.ts'

/** The order's own facts as its newest entry has them frozen, as far as they were not erased; none before the first. */
export function frozenFacts(newest: Pick<Entry, 'confidential'> | null): StoredFacts {
  const { order_facts, personal_order_facts } = newest?.confidential ?? {}
  return { ...order_facts, ...personal_order_facts }
}

/** Frozen facts as they are stored. */
export type OrderFactsApart = Pick<ConfidentialValues, 'order_facts' | 'personal_order_facts'>

/** Frozen facts as they are stored behind the order's newest entry: the personal ones apart. */
export function orderFactsApart(
  policy: Policy,
  facts: StoredFacts,
  newest: Pick<Entry, 'confidential'> | null,
): OrderFactsApart {
  const { kept, personal } = personalApart(policy, facts, newest?.confidential?.personal_order_facts ?? {})
  return { order_facts: kept, personal_order_facts: personal }
}

/**
 * Facts by whether an erasure leaves them; null where none is personal. What the policy does not declare any more is
 * what it was before.
 */
export function personalApart(
  policy: Policy,
  facts: StoredFacts,
  personalBefore: StoredFacts,
): { readonly kept: StoredFacts; readonly personal: StoredFacts | null } {
  if (!declaresPersonal(policy) && Object.keys(personalBefore).length === 0) return { kept: facts, personal: null }
  const personal: Record<string, Json> = {}
  const kept: Record<string, Json> = {}
  for (const [name, value] of Object.entries(facts)) {
    const isPersonal = policy.facts.get(name)?.personal ?? Object.hasOwn(personalBefore, name)
    const part = isPersonal ? personal : kept
    part[name] = value
  }
  return { kept, personal: Object.keys(personal).length === 0 ? null : personal }
}

const personalDeclared = new WeakMap<Policy, boolean>()

/** Whether one of its facts is personal, looked for once per policy. */
function declaresPersonal(policy: Policy): boolean {
  const known = personalDeclared.get(policy)
  if (known !== undefined) return known
  const found = [...policy.facts.values()].some(({ personal }) => personal)
  personalDeclared.set(policy, found)
  return found
}
