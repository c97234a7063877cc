import type { DisputeStatus } from '../../api/disputes.ts'

export const disputeStatuses = ['open', 'won', 'lost', 'withdrawn'] as const satisfies readonly DisputeStatus[]

/** The deadlines that the list can be limited to, with how many days from now each is. */
export const deadlines = { overdue: 0, '3': 3, '7': 7 } as const
export type DeadlineChoice = keyof typeof deadlines

/** What of an address the list of disputes understands. */
interface DisputeSearch {
  readonly status?: DisputeStatus | undefined
  readonly deadline?: DeadlineChoice | undefined
}

/** What is left of it; anything else is left out. Only open disputes have a deadline. */
export function readDisputeSearch({ status, deadline }: Record<string, unknown>): DisputeSearch {
  const known = disputeStatuses.find((each) => each === status)
  const until = readDeadline(deadline)
  return {
    ...(known === undefined ? {} : { status: known }),
    ...(until === undefined || !(known === undefined || known === 'open') ? {} : { deadline: until }),
  }
}

/** A choice of {@link deadlines}; undefined for anything else. */
export function readDeadline(value: unknown): DeadlineChoice | undefined {
  return Object.keys(deadlines).find((each): each is DeadlineChoice => each === String(value))
}
