import { type FeederStore, feedWaiting } from './feed.ts'

/** A feeder that finds another one at work passes over so many of its next runs, or one or two more. */
const fewestPassedOver = 2

/**
 * Numbers what waits whenever it is called, as {@link feedWaiting} does, but leaves that to another process where one does so: where
 * numbers were given since its last run it only notes how far, and does nothing at all for the next two to four. So of many processes
 * mostly one feeds, and another goes on within ten runs where that ends. Several that begin together part, as the first of them to run
 * again finds no numbers that it does not know.
 */
export function createFeeder(store: FeederStore, limit: number): (stopping: AbortSignal) => Promise<void> {
  let known: number | null = null
  let passOver = 0
  return async (stopping) => {
    if (passOver > 0) {
      passOver -= 1
      return
    }
    const tail = await store.feedTail()
    if (known !== null && tail > known) {
      known = tail
      passOver = fewestPassedOver + Math.floor(Math.random() * 3)
      return
    }
    const given = await feedWaiting(store, limit, stopping)
    // Where it gave none, whoever gave some meanwhile is another one.
    known = given === 0 ? tail : await store.feedTail()
  }
}
