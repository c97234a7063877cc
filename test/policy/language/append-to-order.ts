import { newTimeOrderedId } from '../../../src/ids/entry-id.ts'
import { appendEntry } from '../../../src/journal/append-entry.ts'
import type { OpenDecisions } from '../../decisions/open-decisions.ts'
import type { SampleSaid } from '../../journal/sample-said.ts'

/** Appends what no request for a refund does, such as a review's resolution or a dispute, to the stream of account a-1. */
export async function appendToOrder(
  { storage, clock }: Pick<OpenDecisions, 'storage' | 'clock'>,
  order: string,
  said: SampleSaid,
): Promise<void> {
  const account = 'a-1'
  const place = { policy: 'sample', id: order, part: null }
  const [head, previous] = [await storage.head(account), await storage.newestOfOrder(account, place)]
  const now = clock.now()
  const stamp = { id: newTimeOrderedId(now), clock: now, salt: '0'.repeat(32) }
  const end = { account, order: place, head, previous, previousOfPart: previous }
  const { entry } = appendEntry(end, { ...said, author: 'desk', policy: null }, stamp)
  const { appended } = await storage.append(entry)
  if (!appended) throw new Error('a rival entry was appended')
}
