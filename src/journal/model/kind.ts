import type { Form } from './form.ts'
import type { Counters, OrderState, RunningState } from './state.ts'
import type { Sum } from './sum.ts'

/** What an entry says, as its kind's part of the fold sees it. */
export interface Said<Request, Result> {
  readonly id: string
  readonly sequence: number
  readonly at: string
  readonly request: Request
  readonly result: Result
}

/**
 * A kind of entry: the form of what it was asked and what it answered, and what it does to the running
 * state. Everything reads the request and result alone, which the hash covers: a fold over a stream
 * whose personal data was erased gives the same. Pure.
 */
export interface Kind<Request, Result> {
  readonly request: Form<Request>
  readonly result: Form<Result>
  /** What it credited for its order, above 0; null where it credited nothing. */
  credit(said: Said<Request, Result>): Sum | null
  /** What it did to the balance, signed; null where it did nothing. */
  movement(said: Said<Request, Result>): Sum | null
  /** The account's standing and open disputes after it. */
  account(before: RunningState, said: Said<Request, Result>): Pick<RunningState, 'standing' | 'open_disputes'>
  counters(before: Counters, said: Said<Request, Result>): Counters
  order(before: OrderState, said: Said<Request, Result>): OrderState
}

/** A kind from its forms and what it changes; all else it leaves as it is. */
export function kindOf<Request, Result>(
  parts: Pick<Kind<Request, Result>, 'request' | 'result'> & Partial<Kind<Request, Result>>,
): Kind<Request, Result> {
  return {
    credit: () => null,
    movement: parts.credit ?? (() => null),
    account: (before) => before,
    counters: (before) => before,
    order: (before) => before,
    ...parts,
  }
}
