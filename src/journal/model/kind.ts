import type { Form } from './form.ts'
import type { Contribution, CountedThing, OrderState, PartState, RunningState } from './state.ts'
import type { Sum } from './sum.ts'

/** What an entry says, as its kind's part of the fold sees it. */
export interface Said<Request, Result> {
  readonly id: string
  readonly sequence: number
  readonly at: string
  readonly request: Request
  readonly result: Result
}

/** An order and the part of it that an entry is about (the whole where it names none). */
export interface OrderFold {
  readonly order: Omit<OrderState, 'whole' | 'part' | 'waiting_parts' | 'denied_parts' | 'denied_part'>
  readonly part: PartState
}

/** What filters of history look at. */
export interface DecidedBy {
  readonly outcome: string | null
  /** The policy's own word for the outcome. */
  readonly label: string | null
  readonly rule: string | null
  readonly clause: string | null
}

/** What an entry changes in the account beside its balance and counters. */
export interface AccountFold {
  readonly contributions: Readonly<Record<string, Contribution>>
  readonly open_disputes: number
}

/**
 * A kind of entry: the form of what it was asked and what it answered, and what it does to the running
 * state. Everything reads the request and result alone, which the hash covers: a fold over a stream
 * whose personal data was erased gives the same. Pure.
 */
export interface Kind<Request, Result> {
  readonly request: Form<Request>
  readonly result: Form<Result>
  /** True where no person decided: limits look at its credits. */
  readonly isAutomatic: boolean
  /** What it credited for its order, above 0; null where it credited nothing. */
  credit(said: Said<Request, Result>): Sum | null
  /** What it did to the balance, signed; null where it did nothing. */
  movement(said: Said<Request, Result>): Sum | null
  /** The sum that waits from now on to be delivered to where the customer's money lives. */
  undelivered(said: Said<Request, Result>): Sum | null
  /** What it counts as in history, each once. */
  counts(said: Said<Request, Result>): readonly CountedThing[]
  decidedBy(said: Said<Request, Result>): DecidedBy
  /** Up to which sequence it asks for an erasure; 0 where it asks for none. */
  erases(said: Said<Request, Result>): number
  account(before: RunningState, said: Said<Request, Result>): AccountFold
  order(before: OrderFold, said: Said<Request, Result>): OrderFold
}

const decidedByNothing: DecidedBy = { outcome: null, label: null, rule: null, clause: null }

/** A kind from its forms and what it changes; all else it leaves as it is. */
export function kindOf<Request, Result>(
  parts: Pick<Kind<Request, Result>, 'request' | 'result'> & Partial<Kind<Request, Result>>,
): Kind<Request, Result> {
  return {
    isAutomatic: false,
    credit: () => null,
    movement: parts.credit ?? (() => null),
    undelivered: parts.credit ?? (() => null),
    counts: () => [],
    decidedBy: () => decidedByNothing,
    erases: () => 0,
    account: (before) => before,
    order: (before) => before,
    ...parts,
  }
}
