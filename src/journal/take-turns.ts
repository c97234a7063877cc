/** Runs work of one account after the other within this process; other accounts go on in parallel. */
export interface TakeTurns {
  <Result>(account: string, work: () => Promise<Result>): Promise<Result>
}

/**
 * Rivals in the same process would only make each other decide again: they queue instead. The order
 * of a stream is kept by its key in the store all the same, so nothing depends on this but speed.
 */
export function createTakeTurns(): TakeTurns {
  const last = new Map<string, Promise<unknown>>()
  return async (account, work) => {
    const before = last.get(account)
    const mine = before === undefined ? work() : before.then(work, work)
    last.set(account, mine)
    try {
      return await mine
    } finally {
      if (last.get(account) === mine) last.delete(account)
    }
  }
}
