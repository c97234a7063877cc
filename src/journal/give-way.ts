import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds. */
const longest = 500

/**
 * Waits for two to four times as long as the attempt took that a rival was faster than, at most half a second. Whoever was first
 * mostly goes on, and who tries again at once mostly loses again, which takes the processor from all others. At random, so
 * that those who lost to one come back one by one.
 */
export async function giveWay(took: number): Promise<void> {
  await wait((Math.min(longest, 4 * took) * (1 + Math.random())) / 2)
}
