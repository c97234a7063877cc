import type { ReviewStatus } from '../../api/reviews.ts'

/** What the queue shows, and the review that is looked at. */
export interface ReviewSearch {
  readonly status?: ReviewStatus | undefined
  readonly level?: string | undefined
  readonly at?: string | undefined
}

export const listedStatuses = ['waiting', 'overdue', 'resolved'] as const satisfies readonly ReviewStatus[]

/** What of an address the queue understands; anything else is left out. */
export function readReviewSearch({ status, level, at }: Record<string, unknown>): ReviewSearch {
  const known = listedStatuses.find((each) => each === status)
  return {
    ...(known === undefined ? {} : { status: known }),
    ...(typeof level === 'string' && level !== '' ? { level } : {}),
    ...(typeof at === 'string' && at !== '' ? { at } : {}),
  }
}
