import type { Logger } from './logger.ts'

/** So long nothing more is logged of it: a clock that is behind is so at every entry. Milliseconds. */
const quietMilliseconds = 60_000

/** Hears of an entry that was written by a clock far behind its stream; `milliseconds` says how far. */
export type ClockLagReport = (lag: { readonly milliseconds: number }) => void

/**
 * Counts such entries, and logs the first and then at most one line a minute with how many there were
 * since the process began. `now` (milliseconds) says when the last line was.
 */
export function createClockLagReport(deps: { readonly logger: Logger; readonly now: () => number }): ClockLagReport {
  let entries = 0
  let quietUntil = Number.NEGATIVE_INFINITY
  return ({ milliseconds }) => {
    entries += 1
    const now = deps.now()
    if (now < quietUntil) return
    quietUntil = now + quietMilliseconds
    deps.logger.warn(
      { behind_ms: milliseconds, entries },
      "this machine's clock is far behind an account's newest entry",
    )
  }
}
