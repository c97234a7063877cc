/** What tests replace: how something is put off to the next turn of the loop. */
export interface LoopTurnsDeps {
  readonly inNextTurn: (work: () => void) => void
}

/** How many works a turn begins at most. */
export interface TurnSizes {
  readonly usual: number
  /** Where a connection came since the turn before: more of them may wait to be accepted, one a turn. */
  readonly afterConnection: number
}

/** Half as many as one commit takes, for what they have in common; few while connections come. */
export const turnSizes: TurnSizes = { usual: 64, afterConnection: 16 }

/** Spreads work over the turns of the event loop, in the order of its arrival. */
export interface LoopTurns {
  /** Begins the work in the next turn that has room for it. */
  run(work: () => void): void
  /** Said of every new connection. */
  connectionCame(): void
}

/**
 * The event loop accepts one connection in each of its turns, and hears of every ready request in it: were
 * all of them handled at once, new connections would wait for seconds under load. So a turn begins at most
 * so many, and fewer while connections come. It begins them together: at each wait of theirs one stage of the work has
 * been done for all of them, so that the processor goes on with code and data that it has near. One after the other they
 * cost half as much again.
 */
export function createLoopTurns(most: TurnSizes, { inNextTurn }: LoopTurnsDeps): LoopTurns {
  const waiting: (() => void)[] = []
  let isPlanned = false
  let room = most.usual

  const plan = (): void => {
    if (isPlanned || waiting.length === 0) return
    isPlanned = true
    inNextTurn(beginSome)
  }

  const beginSome = (): void => {
    isPlanned = false
    const works = waiting.splice(0, room)
    room = most.usual
    plan()
    for (const work of works) work()
  }

  return {
    run: (work) => {
      waiting.push(work)
      plan()
    },
    connectionCame: () => {
      room = most.afterConnection
    },
  }
}
