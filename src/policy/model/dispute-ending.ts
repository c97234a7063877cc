/** How a dispute may end. */
export const disputeEnds = ['won', 'lost', 'withdrawn'] as const
export type DisputeEnd = (typeof disputeEnds)[number]
/** The dispute's own contribution to the standing stays as it is, goes, or becomes this one. */
export const disputeEndings = ['keep', 'restore', 'warned', 'suspended', 'terminated', 'banned'] as const
export type DisputeEnding = (typeof disputeEndings)[number]
export type DisputeEndings = Readonly<Record<DisputeEnd, DisputeEnding>>
