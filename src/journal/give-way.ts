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
  /** So many of the requests that waited here when it came back are to be answered before it gives way again. */
  owed: number
}

/** Of an account that nobody is known to be a rival for. */
export function noRivalry(): Rivalry {
  return { lostAt: null, triesLeft: 0, waits: 0, owed: 0 }
}

/** After so long without a loss nobody is taken for a rival any more. Milliseconds. */
const remembered = 2000
/** Milliseconds. */
const longestWait = 1000
/** How many times as long as an attempt takes: at first, and from the second time on. */
const [firstWait, laterWait] = [8, 96]
/** Of that the shortest and the longest wait: at first so different that those who met part, then so alike that they come back one after the other. */
const [firstRange, laterRange] = [
  [0.5, 1],
  [0.8, 1],
] as const
const triesAfterWait = 20

/** An attempt that a rival was faster than. */
export interface LostAttempt {
  /** How long it took. Milliseconds. */
  readonly took: number
  /** Whether its request lost none before. */
  readonly isFirst: boolean
  /** How many requests about the account wait here, with its own. */
  readonly waiting: number
}

/**
 * Called for each attempt that a rival was faster than.
 * Lost attempts take the processor from those who get on, and who goes on at once after one mostly gets on as soon as the other: so
 * whoever meets a rival tries once more, and then leaves the account to it for up to 8 times as long as an attempt takes, later for up to 96 times, a second
 * at most. After that it tries until it is first, 20 times at most, and goes on with what waits behind it here until one of the others comes
 * back; what waited here when it came back is answered before it leaves the account again, unless those tries are used up. So of a few
 * processes none lets a request wait for many of the others' turns.
 */
export async function giveWay(rivalry: Rivalry, { took, isFirst, waiting }: LostAttempt): Promise<void> {
  const now = monotonicClock()
  const isNew = rivalry.lostAt === null || now - rivalry.lostAt > remembered
  if (isNew) Object.assign(rivalry, { triesLeft: 1, waits: 0, owed: 0 })
  else if (isFirst && rivalry.owed <= 0) rivalry.triesLeft = 0
  rivalry.lostAt = now
  if (rivalry.triesLeft > 0) {
    rivalry.triesLeft -= 1
    return
  }
  const [times, [least, most]] = rivalry.waits === 0 ? [firstWait, firstRange] : [laterWait, laterRange]
  await wait(Math.min(longestWait, took * times) * (least + (most - least) * Math.random()))
  Object.assign(rivalry, {
    lostAt: monotonicClock(),
    triesLeft: triesAfterWait,
    waits: rivalry.waits + 1,
    owed: waiting,
  })
}
