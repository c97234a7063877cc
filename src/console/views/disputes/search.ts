import type { DisputeStatus } from '../../api/disputes.ts'

export const disputeStatuses = ['open', 'won', 'lost', 'withdrawn'] as const satisfies readonly DisputeStatus[]

/** What of an address the list of disputes understands. */
interface DisputeSearch {
  readonly status?: DisputeStatus | undefined
}

/** What is left of it; anything else is left out. */
export function readDisputeSearch({ status }: Record<string, unknown>): DisputeSearch {
  const known = disputeStatuses.find((each) => each === status)
  return known === undefined ? {} : { status: known }
}
