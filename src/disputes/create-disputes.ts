import type { Entry } from '../journal/entry.ts'
import { textIn } from '../journal/read-json.ts'
import { type CloseDeps, closeDispute, openingOf } from './close-dispute.ts'
import { disputeOf } from './dispute-of.ts'
import type { Dispute, Disputes } from './disputes.ts'
import { reportDispute } from './report-dispute.ts'

/** Wires the use cases of disputes over one store. */
export function createDisputes(deps: CloseDeps): Disputes {
  const withClosing = async (opened: Entry): Promise<Dispute> => {
    const reference = textIn(opened.request, 'payment_reference') ?? ''
    return disputeOf(opened, await deps.store.disputeEntries(opened.account, reference))
  }
  return {
    report: (notice) => reportDispute(deps, notice),
    close: (command) => closeDispute(deps, command),
    find: async (dispute) => withClosing(await openingOf(deps.store, dispute)),
    list: async ({ limit, cursor }) => {
      const { items, next } = await deps.store.entriesOfKind('dispute_opened', limit, cursor)
      return { items: await Promise.all(items.map(withClosing)), next }
    },
  }
}
