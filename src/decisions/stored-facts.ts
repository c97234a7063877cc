import type { Json } from '../fingerprint/canonical-json.ts'
import type { ConfidentialValues, Entry, StoredFacts } from '../journal/entry.ts'
import { Rational } from '../money/rational.ts'
import { personalApart } from '../orders/order-facts.ts'
import { invalidFacts } from '../orders/order-subject.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import { factFromJson, factToJson } from '../policy/facts/fact-json.ts'
import { FactSlots, factLayout } from '../policy/model/fact-slots.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import type { FactType, FactValues, Value } from '../policy/model/value.ts'
import { Problem } from '../problems/problem.ts'
import type { StoredFactReading } from './facts-text.ts'

/** Facts as they are stored: canonical values by dotted name, in the order of their names, the personal ones apart. */
export function factsToJson(
  policy: Policy,
  facts: FactValues,
): Pick<ConfidentialValues, 'facts' | 'personal_facts'> & { readonly facts: StoredFacts } {
  const stored: Record<string, Json> = {}
  for (const { name, type } of factsInOrder(policy)) {
    const value = facts.get(name)
    if (value !== undefined) stored[name] = factToJson(type, value)
  }
  const { kept, personal } = personalApart(policy, stored, {})
  return { facts: kept, personal_facts: personal }
}

const inOrder = new WeakMap<Policy, readonly FactDeclaration[]>()

/** Texts are written in this order: what has it already needs no sorting. */
function factsInOrder(policy: Policy): readonly FactDeclaration[] {
  const known = inOrder.get(policy)
  if (known !== undefined) return known
  const sorted = [...policy.facts.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  inOrder.set(policy, sorted)
  return sorted
}

/** The facts that the entry was decided on, as far as they were not erased. */
export function knownFacts({ confidential }: Pick<Entry, 'confidential'>): StoredFacts {
  return { ...confidential?.facts, ...confidential?.personal_facts }
}

/** {@link knownFacts}, typed by the policy that decided. */
export function storedFacts(policy: Policy, entry: Pick<Entry, 'id' | 'confidential'>): FactValues {
  return typedFacts(policy, knownFacts(entry), entry.id)
}

/** Facts as the policy declares them. Problem store_damaged for one that it does not declare, or that is of another type. */
function typedFacts(policy: Policy, stored: StoredFacts, id: string): FactSlots {
  const layout = factLayout(policy)
  const slots: (Value | undefined)[] = layout.unknown.slice()
  for (const name of Object.keys(stored)) {
    const slot = layout.slotOf.get(name)
    const declaration = policy.facts.get(name)
    if (slot === undefined || declaration === undefined) {
      throw new Problem('store_damaged', `Entry ${id} has the fact ${name}, which its policy version does not declare.`)
    }
    slots[slot] = factFromJson(declaration.type, stored[name] ?? null)
  }
  return new FactSlots(layout, slots)
}

/**
 * The stored facts as another policy knows them: its defaults are filled in, what it does not declare is left out.
 * Problem invalid_facts for what it requires and was not stored, or declares as something that the stored value is not.
 */
export function storedFactsFor(policy: Policy, stored: StoredFacts, completing: Completing): FactValues {
  const layout = factLayout(policy)
  const slots: (Value | undefined)[] = layout.unknown.slice()
  for (const name of Object.keys(stored)) {
    const slot = layout.slotOf.get(name)
    const declaration = policy.facts.get(name)
    if (slot !== undefined && declaration !== undefined) slots[slot] = valueFor(declaration, stored[name] ?? null)
  }
  return completedFor(policy, new FactSlots(layout, slots), completing)
}

/** What {@link typedFacts} makes of a fact. Problem store_damaged, as there. */
export function readTyped(policy: Policy, name: string): StoredFactReading {
  const slot = factLayout(policy).slotOf.get(name)
  const declaration = policy.facts.get(name)
  if (slot === undefined || declaration === undefined) {
    throw new Problem('store_damaged', `A stored fact is called ${name}, which its policy version does not declare.`)
  }
  return { slot, read: (json) => factFromJson(declaration.type, json) }
}

/** What {@link storedFactsFor} makes of a fact. Problem invalid_facts, as there. */
export function readTypedFor(policy: Policy, name: string): StoredFactReading {
  const slot = factLayout(policy).slotOf.get(name)
  const declaration = policy.facts.get(name)
  if (slot === undefined || declaration === undefined) return { slot: -1, read: () => false }
  return { slot, read: (json) => valueFor(declaration, json) }
}

/** Facts that were stored, with the other policy's defaults. Problem invalid_facts for what it requires and was not stored. */
export function completedFor(policy: Policy, facts: FactSlots, { section, now }: Completing): FactValues {
  const completed = completeFacts(policy, section, facts, now)
  if (completed.errors.length > 0) throw invalidFacts(completed.errors)
  return completed.facts
}

interface Completing {
  readonly section: 'refunds' | 'disputes'
  readonly now: number
}

function valueFor({ name, type, values }: FactDeclaration, json: Json): Value {
  const value = factFromJsonOrNull(type, json)
  const isFit = typeof value === 'string' ? values === null || values.includes(value) : value !== null
  const isWhole = !(value instanceof Rational) || type !== 'integer' || value.isInteger()
  if (value !== null && isFit && isWhole) return value
  const message = `${name} was stored as another type or value than the policy declares`
  throw invalidFacts([{ fact: name, pointer: `/${name.replaceAll('.', '/')}`, message, accepted: type }])
}

function factFromJsonOrNull(type: FactType, json: Json): Value | null {
  try {
    return factFromJson(type, json)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
