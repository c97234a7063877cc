import { startingOver } from '../journal/start-over.ts'
import { closeDispute } from './close-dispute.ts'
import { disputeOf } from './dispute-of.ts'
import type { Disputes } from './disputes.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'
import { listDisputes } from './list-disputes.ts'
import { reopenDispute } from './reopen-dispute.ts'
import { type DisputesDeps, reportDispute } from './report-dispute.ts'

/** Wires the use cases of disputes over one store. */
export function createDisputes(deps: DisputesDeps): Disputes {
  return {
    report: (notice) => startingOver(deps, (fresh) => reportDispute(fresh, notice)),
    close: (end) => startingOver(deps, (fresh) => closeDispute(fresh, end)),
    reopen: (command) => reopenDispute(deps, command),
    find: async (dispute) => {
      const { account, request } = await openingOf(deps.store, dispute)
      return disputeOf(await entriesAbout(deps.store, account, request.key))
    },
    list: (filter, page) => listDisputes(deps.store, filter, page),
  }
}
