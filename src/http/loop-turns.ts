import type { MonotonicClock } from '../time/monotonic-clock.ts'

/** How much one turn of the event loop begins before the rest waits for the next one. */
export interface TurnLimits {
  readonly requests: number
  readonly milliseconds: number
}

/** What tests replace: the time, and how something is put off to the next turn of the loop. */
export interface LoopTurnsDeps {
  readonly now: MonotonicClock
  readonly inNextTurn: (work: () => void) => void
}

/** Spreads work over the turns of the event loop, in the order of its arrival. */
export interface LoopTurns {
  /** Begins the work at once where this turn has room for it and nothing waits; otherwise in a later turn. */
  run(work: () => void): void
}

/**
 * The event loop accepts one connection in each of its turns, and hears of every ready request in it: were
 * all of them handled at once, new connections would wait for seconds under load. So a turn begins at most
 * so many, and none once it has been busy for so many milliseconds; it always begins one.
 */
export function createLoopTurns(limits: TurnLimits, { now, inNextTurn }: LoopTurnsDeps): LoopTurns {
  const waiting: (() => void)[] = []
  let begun = 0
  let busySince = 0
  /** A turn is given one callback for each work that it may begin, so that all that the last one does by itself is over. */
  let callbacksOfThisTurn = 0
  let callbacksOfTheNext = 0

  const hasRoom = (): boolean => begun === 0 || (begun < limits.requests && now() - busySince < limits.milliseconds)

  const begin = (work: () => void): void => {
    if (begun === 0) busySince = now()
    begun += 1
    work()
  }

  const planNextTurn = (): void => {
    const wanted = waiting.length > 0 ? Math.min(waiting.length, limits.requests) : Math.min(begun, 1)
    for (; callbacksOfTheNext < wanted; callbacksOfTheNext += 1) inNextTurn(goOn)
  }

  const goOn = (): void => {
    if (callbacksOfThisTurn === 0) {
      callbacksOfThisTurn = callbacksOfTheNext
      callbacksOfTheNext = 0
      begun = 0
    }
    callbacksOfThisTurn -= 1
    if (hasRoom()) {
      const work = waiting.shift()
      if (work !== undefined) begin(work)
    }
    if (callbacksOfThisTurn === 0) planNextTurn()
  }

  return {
    run: (work) => {
      if (waiting.length === 0 && hasRoom()) begin(work)
      else waiting.push(work)
      planNextTurn()
    },
  }
}
