import { startingOver } from '../journal/start-over.ts'
import { type CompareDeps, compareVersions } from './compare-versions.ts'
import { type DecideRefundDeps, decideRefund, previewRefund } from './decide-refund.ts'
import type { Decisions } from './decisions.ts'
import { findDecision, listDecisions } from './find-decisions.ts'
import { flipsOf } from './flips-of.ts'

/** What the use cases of decisions work with. */
export interface CreateDecisionsDeps extends DecideRefundDeps {
  readonly policies: CompareDeps['policies']
  readonly draftText: CompareDeps['draftText']
}

/** Wires the use cases of refund decisions over one store. */
export function createDecisions(deps: CreateDecisionsDeps): Decisions {
  return {
    decide: (request) => startingOver(deps, (fresh) => decideRefund(fresh, request)),
    preview: (question) => previewRefund(deps, question),
    compare: (question) => compareVersions(deps, question),
    flips: (id, language) => flipsOf(deps, id, language),
    find: (id, include) => findDecision(deps, id, include),
    list: (filter, page) => listDecisions(deps, filter, page),
  }
}
