import type { Entry, OrderPart } from './entry.ts'
import { noOrderBefore, type OrderBefore } from './evolve.ts'
import type { OrderState, PartState, WaitingReview } from './model/state.ts'

/** The newest states of the orders in a stream and of their parts, while it is walked from its first entry. */
export class KnownOrders {
  readonly #orders = new Map<string, OrderState>()
  readonly #parts = new Map<string, PartState>()

  /** What an entry about its order stands on. */
  before({ order }: Pick<Entry, 'order'>): OrderBefore {
    if (order === null) return noOrderBefore
    return { order: this.#orders.get(nameOf(order)) ?? null, part: this.#parts.get(nameOfPart(order)) ?? null }
  }

  note({ order, state }: Pick<Entry, 'order' | 'state'>): void {
    if (order === null || state.order === null) return
    this.#orders.set(nameOf(order), state.order)
    if (state.order.part !== null) this.#parts.set(nameOfPart(order), state.order.part)
  }

  /** Forgets everything: what follows cannot be traced any more. */
  clear(): void {
    this.#orders.clear()
    this.#parts.clear()
  }

  /** Every review that waits by these states. */
  waiting(): readonly WaitingReview[] {
    const ofOrders = [...this.#orders.values()].flatMap(({ whole, recovery }) => [whole.waiting_review, recovery])
    const ofParts = [...this.#parts.values()].map(({ waiting_review }) => waiting_review)
    return [...ofOrders, ...ofParts].filter((waiting) => waiting !== null)
  }
}

function nameOf({ policy, id }: OrderPart): string {
  return JSON.stringify([policy, id])
}

function nameOfPart({ policy, id, part }: OrderPart): string {
  return JSON.stringify([policy, id, part])
}
