import { v7 } from 'uuid'

/** Makes ids that sort by the time they were made: a UUID of version 7 (RFC 9562). */
export type NewId = (milliseconds: number) => string

export const newTimeOrderedId: NewId = (milliseconds) => v7({ msecs: milliseconds })
