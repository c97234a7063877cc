import type { Event, EventType } from './event.ts'

/** Which events are asked for. Filters join with "and". */
export interface EventQuery {
  /** Only events with a higher number; 0 from the beginning. */
  readonly after: number
  /** Of these types; null for all. */
  readonly types: readonly EventType[] | null
  /** About this account; null for all, also those about none. */
  readonly account: string | null
  /** How many at most, from 1 on. */
  readonly limit: number
  /** For how long to wait for the first, where there is none yet. Milliseconds. */
  readonly wait: number
}

export interface EventPage {
  /** By number, ascending. */
  readonly items: readonly Event[]
  /** Where the next page begins: everything up to it was looked at. */
  readonly next_after: number
}

/** Everything that happened, in one order: one event for each entry, numbered without gaps. */
export interface Events {
  /**
   * The events behind `after`. With filters a page may hold fewer, or none, while there are more: a
   * bounded number is looked at, and `next_after` says up to where. Ends early, with what there is, once
   * `gone` is aborted or the events are stopped.
   */
  read(query: EventQuery, gone?: AbortSignal): Promise<EventPage>
  /** Nobody waits any more from now on: what waits is answered with what there is. */
  stop(): void
}
