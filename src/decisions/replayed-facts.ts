import { FactSlots, factLayout } from '../policy/model/fact-slots.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'
import { createFactsText, type ReadFactsText } from './facts-text.ts'
import { factsName, personalParts } from './replay-parts.ts'
import { completedFor, readTyped, readTypedFor } from './stored-facts.ts'

/** What a decision is decided again on. */
export interface KnownFacts {
  readonly facts: FactValues
  /** The personal parameters of its actions, and what stands behind them; null where there are none. */
  readonly fromParameters: string | null
}

/** The facts of a decision's confidential text as the policy that decided has them; null where that text is not written as most are. Problem store_damaged. */
export function ownFacts(policy: Policy, confidential: string): KnownFacts | null {
  return readFacts(policy, confidential, readersOf(ownReaders, policy, readTyped))
}

/** The same facts as another policy has them, with its defaults. Problem invalid_facts. */
export function factsFor(policy: Policy, confidential: string, now: number): KnownFacts | null {
  const read = readFacts(policy, confidential, readersOf(otherReaders, policy, readTypedFor))
  if (read === null) return null
  return { facts: completedFor(policy, read.facts, { section: 'refunds', now }), fromParameters: read.fromParameters }
}

/** Each of the two objects has its own members. */
interface Readers {
  readonly facts: ReadFactsText
  readonly personal: ReadFactsText
}

/** What they learn from one text serves for the next, whoever asks. */
const ownReaders = new WeakMap<Policy, Readers>()
const otherReaders = new WeakMap<Policy, Readers>()

function readersOf(made: WeakMap<Policy, Readers>, policy: Policy, reading: typeof readTyped): Readers {
  const known = made.get(policy)
  if (known !== undefined) return known
  const create = (): ReadFactsText => createFactsText((name) => reading(policy, name))
  const readers = { facts: create(), personal: create() }
  made.set(policy, readers)
  return readers
}

interface FoundFacts extends KnownFacts {
  readonly facts: FactSlots
}

function readFacts(policy: Policy, confidential: string, readers: Readers): FoundFacts | null {
  if (confidential.slice(0, factsName.length) !== factsName) return null
  const layout = factLayout(policy)
  const slots: (Value | undefined)[] = layout.unknown.slice()
  const end = readers.facts(confidential, factsName.length, slots)
  const personal = end === null ? null : personalParts(confidential, end)
  if (personal === null) return null
  if (personal.facts !== null && readers.personal(confidential, personal.facts, slots) === null) return null
  return { facts: new FactSlots(layout, slots), fromParameters: personal.fromParameters }
}
