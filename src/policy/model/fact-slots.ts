import type { Policy } from './policy.ts'
import type { FactValues, Value } from './value.ts'

/** Where each declared fact of a policy is kept: its number in the order of declaration. */
export interface FactLayout {
  readonly names: readonly string[]
  readonly slotOf: ReadonlyMap<string, number>
  /** Slots of which none is known, to copy. */
  readonly unknown: readonly undefined[]
}

const layouts = new WeakMap<Policy['facts'], FactLayout>()

/** The layout of a policy's facts, made once per policy. */
export function factLayout({ facts }: Pick<Policy, 'facts'>): FactLayout {
  const known = layouts.get(facts)
  if (known !== undefined) return known
  const names = [...facts.keys()]
  const slotOf = new Map(names.map((name, slot) => [name, slot]))
  const layout = { names, slotOf, unknown: names.map(() => undefined) }
  layouts.set(facts, layout)
  return layout
}

/**
 * Facts of one policy in numbered slots, undefined where unknown: an evaluator reads them without
 * looking up names. To everybody else they are a map in the order of declaration. Immutable.
 */
export class FactSlots implements ReadonlyMap<string, Value> {
  readonly layout: FactLayout
  readonly slots: readonly (Value | undefined)[]
  /** The section whose required and defaulted facts are all there, as far as that was made sure of. */
  readonly completeFor: 'refunds' | 'disputes' | null
  /** Whether it also has a member for each slot, for generated code. */
  readonly isRow: boolean
  #byName: Map<string, Value> | null = null

  constructor(
    layout: FactLayout,
    slots: readonly (Value | undefined)[],
    completeFor: FactSlots['completeFor'] = null,
    isRow = false,
  ) {
    this.layout = layout
    this.slots = slots
    this.completeFor = completeFor
    this.isRow = isRow
  }

  /** The facts in the slots of a layout; those that it does not know are left out. */
  static of(layout: FactLayout, facts: FactValues): FactSlots {
    if (facts instanceof FactSlots && facts.layout === layout) return facts
    return new FactSlots(
      layout,
      layout.names.map((name) => facts.get(name)),
    )
  }

  /** These and further facts, which replace what was known of the same name. */
  with(more: FactValues): FactSlots {
    const slots = [...this.slots]
    for (const [name, value] of more) {
      const slot = this.layout.slotOf.get(name)
      if (slot !== undefined) slots[slot] = value
    }
    return new FactSlots(this.layout, slots, this.completeFor)
  }

  get size(): number {
    return this.#map().size
  }

  get(name: string): Value | undefined {
    const slot = this.layout.slotOf.get(name)
    return slot === undefined ? undefined : this.slots[slot]
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  forEach(visit: (value: Value, name: string, facts: FactValues) => void): void {
    for (const [name, value] of this.#map()) visit(value, name, this)
  }

  entries(): ReturnType<Map<string, Value>['entries']> {
    return this.#map().entries()
  }

  keys(): ReturnType<Map<string, Value>['keys']> {
    return this.#map().keys()
  }

  values(): ReturnType<Map<string, Value>['values']> {
    return this.#map().values()
  }

  [Symbol.iterator](): ReturnType<Map<string, Value>['entries']> {
    return this.#map().entries()
  }

  #map(): Map<string, Value> {
    if (this.#byName !== null) return this.#byName
    const map = new Map<string, Value>()
    for (const [slot, name] of this.layout.names.entries()) {
      const value = this.slots[slot]
      if (value !== undefined) map.set(name, value)
    }
    this.#byName = map
    return map
  }
}
