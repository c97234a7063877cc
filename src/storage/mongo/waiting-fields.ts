import type { Pending } from '../../journal/entry.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Stored } from './store-schema.ts'

/** What waits to be done: each field is there exactly while something waits, and is its place in that queue. */
export interface WaitingFields {
  /** Due time and id. */
  readonly waits_review?: string
  /** Level, due time and id. */
  readonly waits_review_at_level?: string
  /** The id. */
  readonly waits_delivery?: string
  /** Due time and id. */
  readonly waits_response?: string
}

/** Stands between the parts of a place; no part contains it. */
export const separator = '\0'

/** What the queue of one level is found by. */
export function levelPlace(level: string, place: string): string {
  return level + separator + place
}

/** A place in a queue that is sorted by due time. */
export function duePlace(due: string, id: string): string {
  return `${due} ${id}`
}

/** The name of every field of {@link WaitingFields}. */
export const waitingNames = ['waits_review', 'waits_review_at_level', 'waits_delivery', 'waits_response'] as const

/** The fields that an entry has for what is pending of it. */
export function waitingFields(id: string, { review, delivery, response }: Pending): WaitingFields {
  const place = review === null ? null : duePlace(review.due_by, id)
  return {
    ...(review === null || place === null
      ? {}
      : { waits_review: place, waits_review_at_level: levelPlace(review.level, place) }),
    ...(delivery ? { waits_delivery: id } : {}),
    ...(response === null ? {} : { waits_response: duePlace(response, id) }),
  }
}

/** What is pending by the fields of a document; a Problem `store_damaged` where they are not what was written. */
export function readPending(document: Stored<WaitingFields>, place: string): Pending {
  const { waits_review: waiting, waits_review_at_level: atLevel, waits_response: answered } = document
  const response = typeof answered === 'string' ? (answered.split(' ')[0] ?? null) : null
  const flags = {
    delivery: document.waits_delivery !== undefined,
    response,
  }
  if (atLevel === undefined && waiting === undefined) return { review: null, ...flags }
  const [level = '', due] = typeof atLevel === 'string' ? atLevel.split(separator) : []
  const due_by = due?.split(' ')[0]
  if (due_by === undefined) throw damagedPlace(place)
  return { review: { level, due_by }, ...flags }
}
