import { setTimeout as wait } from 'node:timers/promises'
import { monotonicClock } from '../time/monotonic-clock.ts'

/** What a process knows of others that write to an account, as long as requests about it wait here. */
export interface Rivalry {
  /** When an attempt was lost last; monotonic, null before the first. */
  lostAt: number | null
  /** So many more attempts may be lost before it waits. */
  triesLeft: number
  /** How often it has waited. */
  waits: number
}

/** Of an account that nobody is known to be a rival for. */
export function noRivalry(): Rivalry {
  return { lostAt: null, triesLeft: 0, waits: 0 }
}

/** After so long without a loss nobody is taken for a rival any more. Milliseconds. */
const remembered = 2000
/** Milliseconds. */
const longestWait = 1000
/** How many times as long as an attempt takes: at first, and from the second time on. */
const [firstWait, laterWait] = [8, 32]
const triesAfterWait = 20

/**
 * Called for each attempt that a rival was faster than; `took` is what it took (milliseconds), `isFirst` whether the request lost none before.
 * Lost attempts take the processor from those who get on, and who goes on at once after one mostly gets on as soon as the other: so
 * whoever meets a rival tries once more, and then leaves the account to it for up to 8 times as long as an attempt takes, later for up to 32 times, a second
 * at most. After that it tries until it is first, and goes on with what waits behind it here until one of the others comes back.
 */
export async function giveWay(rivalry: Rivalry, took: number, isFirst: boolean): Promise<void> {
  const now = monotonicClock()
  const isNew = rivalry.lostAt === null || now - rivalry.lostAt > remembered
  if (isNew) Object.assign(rivalry, { triesLeft: 1, waits: 0 })
  else if (isFirst) rivalry.triesLeft = 0
  rivalry.lostAt = now
  if (rivalry.triesLeft > 0) {
    rivalry.triesLeft -= 1
    return
  }
  const most = Math.min(longestWait, took * (rivalry.waits === 0 ? firstWait : laterWait))
  await wait((most * (1 + Math.random())) / 2)
  Object.assign(rivalry, { lostAt: monotonicClock(), triesLeft: triesAfterWait, waits: rivalry.waits + 1 })
}
