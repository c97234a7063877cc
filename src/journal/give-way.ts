import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds. */
const longest = 500

/**
 * Waits after an attempt that a rival was faster than: for three to six times as long as it took (milliseconds), for less the more
 * were lost before it, at most half a second. Whoever was first mostly goes on, and who tries again at once mostly loses again,
 * which takes the processor from all others. At random, so that those who lost to one come back one by one.
 */
export async function giveWay(took: number, lostBefore: number): Promise<void> {
  const attempts = Math.max(1, 6 * 0.7 ** lostBefore)
  await wait((Math.min(longest, attempts * took) * (1 + Math.random())) / 2)
}
