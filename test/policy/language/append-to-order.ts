import { newTimeOrderedId } from '../../../src/ids/entry-id.ts'
import { appendEntry, type EntryDraft } from '../../../src/journal/append-entry.ts'
import type { OpenDecisions } from '../../decisions/open-decisions.ts'

/** Appends what no request for a refund does, such as a review's resolution or a dispute, to the stream of account a-1. */
export async function appendToOrder(
  { storage, clock }: Pick<OpenDecisions, 'storage' | 'clock'>,
  said: Pick<EntryDraft, 'kind' | 'request' | 'result'> & { readonly order: string },
): Promise<void> {
  const head = await storage.head('a-1')
  const newest = await storage.newestOfOrder('a-1', said.order)
  const draft: EntryDraft = {
    account: 'a-1',
    author: 'desk',
    policy: null,
    idempotency_key: null,
    confidential: {
      facts: null,
      order_facts: newest?.confidential?.order_facts ?? null,
      message: null,
      request_fingerprint: null,
      order_state: null,
    },
    ...said,
  }
  const at = clock.now()
  const stamp = { id: newTimeOrderedId(at), at, salt: '0'.repeat(32) }
  const { appended } = await storage.append(appendEntry({ head, order: newest?.state.order ?? null }, draft, stamp))
  if (!appended) throw new Error('a rival entry was appended')
}
