import type { EntryOf } from '../journal/entry.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { type CloseDeps, closeDispute } from './close-dispute.ts'
import { disputeOf } from './dispute-of.ts'
import type { Dispute, Disputes } from './disputes.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'
import { reportDispute } from './report-dispute.ts'

/** Wires the use cases of disputes over one store. */
export function createDisputes(deps: CloseDeps): Disputes {
  const withClosing = async (opened: EntryOf<'dispute_opened'>): Promise<Dispute> =>
    disputeOf(opened, await entriesAbout(deps.store, opened.account, opened.request.payment_reference))
  return {
    report: (notice) => reportDispute(deps, notice),
    close: (command) => closeDispute(deps, command),
    find: async (dispute) => withClosing(await openingOf(deps.store, dispute)),
    list: async ({ limit, cursor }) => {
      const { items, next } = await deps.store.entriesOfKind('dispute_opened', limit, cursor)
      return { items: await Promise.all(ofKinds(items, ['dispute_opened']).map(withClosing)), next }
    },
  }
}
