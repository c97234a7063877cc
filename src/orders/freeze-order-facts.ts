import type { Json } from '../fingerprint/canonical-json.ts'
import type { Entry, StoredFacts } from '../journal/entry.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import { factFromJson, factToJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactType, Value } from '../policy/model/value.ts'
import { Problem } from '../problems/problem.ts'
import { frozenFacts, type OrderFactsApart, orderFactsApart } from './order-facts.ts'

/** A request set against what was known of its order. */
export interface FreezeResult extends SetAgainstFrozen {
  /** What is frozen as it is stored. */
  readonly stored: OrderFactsApart
}

/** Facts with the frozen ones in their place. */
interface SetAgainstFrozen {
  /** The request's facts, the order's own replaced by the frozen ones. */
  readonly facts: ReadonlyMap<string, Value>
  /** All that is frozen now: what was, and what the request said first. */
  readonly frozen: StoredFacts
  /** Values of the request that differ from the frozen ones. */
  readonly ignored: readonly IgnoredFact[]
}

/**
 * The first known value of an order's own fact (`from: order`) counts for good: panels rewrite
 * charge and quantity after a refund, and computing from the rewritten ones would pay twice. `newest` is the
 * order's newest entry. Pure.
 */
export function freezeOrderFacts(
  policy: Policy,
  given: ReadonlyMap<string, Value>,
  newest: Pick<Entry, 'confidential'> | null,
): FreezeResult {
  const { facts, frozen, ignored } = setAgainstFrozen(policy, given, frozenFacts(newest))
  return { facts, frozen, ignored, stored: orderFactsApart(policy, frozen, newest) }
}

/** {@link freezeOrderFacts} for whoever knows what is frozen, and stores nothing. */
export function setAgainstFrozen(
  policy: Policy,
  given: ReadonlyMap<string, Value>,
  frozen: StoredFacts,
): SetAgainstFrozen {
  const replaced = new Map<string, Value | null>()
  const known: Record<string, Json> = { ...frozen }
  const ignored: IgnoredFact[] = []
  for (const { name, type, from } of policy.facts.values()) {
    if (from !== 'order') continue
    const value = given.get(name)
    const stored = known[name]
    if (stored === undefined || stored === null) {
      if (value !== undefined) known[name] = factToJson(type, value)
      continue
    }
    const kept = readFrozen(type, stored)
    replaced.set(name, kept)
    const again = value === undefined ? stored : factToJson(type, value)
    if (again !== stored) ignored.push({ fact: name, given: shown(again), used: shown(stored) })
  }
  return { facts: replaced.size === 0 ? given : withReplaced(given, replaced), frozen: known, ignored }
}

/** Null takes a fact away. */
function withReplaced(
  given: FreezeResult['facts'],
  replaced: ReadonlyMap<string, Value | null>,
): FreezeResult['facts'] {
  const facts = new Map(given)
  for (const [name, kept] of replaced) {
    if (kept === null) facts.delete(name)
    else facts.set(name, kept)
  }
  return facts
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A later policy may declare another type: what cannot be read as that is unknown, and a person decides. */
function readFrozen(type: FactType, stored: Json): Value | null {
  try {
    return factFromJson(type, stored)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
