import { Problem } from '../problems/problem.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { noRivalry, type Rivalry } from './give-way.ts'

/** Runs work of one account after the other within this process; other accounts go on in parallel. */
export interface TakeTurns {
  <Result>(account: string, work: Work<Result>): Promise<Result>
}

type Work<Result> = (turn: Turn) => Promise<Result>

/** The turn of some work. */
export interface Turn {
  /** A Problem `store_unavailable` where nobody waits any more for what comes of the work. */
  readonly assertInTime: () => void
  /** For the account; what waits behind the work here meets the same. */
  readonly rivalry: Rivalry
  /** How many requests about the account wait here now, with the one that has its turn. */
  readonly waiting: () => number
}

/**
 * Rivals in the same process would only make each other decide again: they queue instead. The order
 * of a stream is kept by its key in the store all the same, so nothing depends on this but speed. What exceeds the
 * bounds is a Problem `store_unavailable`, and is not done.
 */
export function createTakeTurns({ mostWaiting, patience }: TurnBounds = unbounded): TakeTurns {
  const lines = new Map<string, Line>()
  return async (account, work) => {
    const line = lines.get(account) ?? { waiting: 0, last: null, rivalry: noRivalry() }
    if (line.waiting >= mostWaiting) throw tooMany()
    const begun = monotonicClock()
    const assertInTime = (): void => {
      if (monotonicClock() - begun > patience) throw tooMany()
    }
    const turn = { assertInTime, rivalry: line.rivalry, waiting: () => line.waiting }
    const inTime = (): ReturnType<typeof work> => {
      assertInTime()
      return work(turn)
    }
    const { last } = line
    const mine = last === null ? work(turn) : last.then(inTime, inTime)
    line.waiting += 1
    line.last = mine
    lines.set(account, line)
    try {
      return await mine
    } finally {
      line.waiting -= 1
      line.rivalry.owed -= 1
      if (line.waiting === 0) {
        lines.delete(account)
        // The tables that the map leaves behind as it grows and shrinks still have the line, but no work with it.
        line.last = null
      }
    }
  }
}

/** What waits for its turn, with the one that has it. */
interface Line {
  waiting: number
  last: Promise<unknown> | null
  readonly rivalry: Rivalry
}

/** How much may wait for one account, and how long. */
interface TurnBounds {
  /** More are refused at once. */
  readonly mostWaiting: number
  /** Whoever has not had its turn by then is refused when it comes: nobody waits for its answer any more. Milliseconds. */
  readonly patience: number
}

/** Whatever comes waits for its turn. */
export const unbounded: TurnBounds = { mostWaiting: Number.POSITIVE_INFINITY, patience: Number.POSITIVE_INFINITY }

function tooMany(): Problem {
  return new Problem('store_unavailable', 'The account is asked about by too many requests at once. Try again.')
}
