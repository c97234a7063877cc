import { newTimeOrderedId } from '../../../src/ids/entry-id.ts'
import { appendEntry } from '../../../src/journal/append-entry.ts'
import type { OpenDecisions } from '../../decisions/open-decisions.ts'
import type { SampleSaid } from '../../journal/sample-said.ts'

/**
 * Appends what no request for a refund does, such as a review's resolution or a dispute, to the stream
 * of account a-1, about a whole order of the sample policy. Answers the entry's id.
 */
export async function appendToOrder(
  { storage, clock }: Pick<OpenDecisions, 'storage' | 'clock'>,
  id: string,
  said: SampleSaid,
): Promise<string> {
  const [account, order] = ['a-1', { policy: 'sample', id, part: null }]
  const [head, previous, previousOfPart] = [
    await storage.head(account),
    await storage.newestOfOrder(account, order),
    await storage.newestOfPart(account, order),
  ]
  const stamp = { id: newTimeOrderedId(clock.now()), clock: clock.now(), salt: '0'.repeat(32) }
  const end = { account, order, head, previous, previousOfPart }
  const sealed = appendEntry(end, { ...said, author: 'desk', policy: null }, stamp)
  const { appended } = await storage.append(sealed)
  if (!appended) throw new Error('a rival entry was appended')
  return sealed.entry.id
}
