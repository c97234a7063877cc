import type { EntryDraft } from '../journal/append-entry.ts'
import type { Entry } from '../journal/entry.ts'
import type { FrozenFacts } from './freeze-order-facts.ts'

/** What an entry about an order says, beside what goes on from the order's entry before it. */
export type OrderStatement = Pick<
  EntryDraft,
  'account' | 'order' | 'kind' | 'author' | 'policy' | 'request' | 'result'
> & {
  /** Left out: as frozen before. */
  readonly order_facts?: FrozenFacts
  readonly message: string | null
}

/** The draft of an entry about an order that is no decision: frozen facts and the last decision's state go on. */
export function entryOfOrder(previous: Entry | null, statement: OrderStatement): EntryDraft {
  const { order_facts, message, ...said } = statement
  return {
    ...said,
    idempotency_key: null,
    confidential: {
      facts: null,
      order_facts: order_facts ?? previous?.confidential?.order_facts ?? null,
      message,
      request_fingerprint: null,
      order_state: previous?.confidential?.order_state ?? null,
    },
  }
}
