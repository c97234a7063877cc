import type { Json } from '../fingerprint/canonical-json.ts'
import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { PartMemory, StoredFacts } from '../journal/entry.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'

/** So many countings are remembered for each part: far more states than an order goes through. */
const rememberedCountings = 100

/** What can be counted once for each state. */
export type Countable = 'claim' | 'approve' | 'deny'

/**
 * What became of a part of an order (or of the whole), by the facts that the policy names for it: what
 * the request states, else what was stated last, and the order's own facts as they are frozen. A value
 * that equals its fact's default is the same as none.
 */
export function stateOf(
  policy: Policy,
  stated: FactValues,
  known: { readonly orderFacts: StoredFacts; readonly memory: PartMemory | null },
): StoredFacts {
  const before = known.memory?.state ?? {}
  const state: Record<string, Json> = {}
  for (const name of policy.subject.state) {
    const declaration = policy.facts.get(name)
    if (declaration === undefined) continue
    const { type, from, defaultValue } = declaration
    const value = stated.get(name)
    const now = from === 'order' ? known.orderFacts[name] : value === undefined ? before[name] : factToJson(type, value)
    const isNothing =
      now === undefined || now === null || (defaultValue !== null && now === factToJson(type, defaultValue))
    if (!isNothing) state[name] = now
  }
  return state
}

/** Equal for equal states. */
export function stateFingerprint(state: StoredFacts): string {
  return fingerprint(state)
}

/** Whether the thing was counted in the state already. */
export function wasCounted(memory: PartMemory | null, thing: Countable, state: string): boolean {
  return memory?.counted.includes(`${thing}:${state}`) ?? false
}

/** A state, and its {@link stateFingerprint}. */
export interface NamedState {
  readonly state: StoredFacts
  readonly fingerprint: string
}

/** The state with its fingerprint. */
export function nameState(state: StoredFacts): NamedState {
  return { state, fingerprint: stateFingerprint(state) }
}

/** The memory with more that was counted in the state. */
export function remember(
  memory: PartMemory | null,
  { state, fingerprint: name }: NamedState,
  things: readonly Countable[],
): PartMemory {
  if (things.length === 0) return { state, counted: memory?.counted ?? [] }
  const marks = things.map((thing) => `${thing}:${name}`)
  return { state, counted: [...(memory?.counted ?? []), ...marks].slice(-rememberedCountings) }
}

/** The memory with a person's word about an earlier state; what became of it last stays. */
export function rememberPersonsWord(
  memory: PartMemory | null,
  about: NamedState,
  things: readonly Countable[],
): PartMemory {
  const { counted } = remember(memory, about, things)
  return { state: memory?.state ?? about.state, counted }
}
