import type { Logger } from './logger.ts'

/** So long nothing more is logged of it: a clock that is behind is so at every entry. Milliseconds. */
const quietMilliseconds = 60_000

/** Entries that were written by a clock far behind their stream. */
export interface ClockLagReport {
  /** Counts one more; logs the first, and then at most one line a minute with how many there were. */
  tell(lag: { readonly milliseconds: number }): void
  /** Since the process began. */
  count(): number
}

/** A report over the log; `now` (milliseconds) says when the last line was. */
export function createClockLagReport(deps: { readonly logger: Logger; readonly now: () => number }): ClockLagReport {
  let entries = 0
  let quietUntil = Number.NEGATIVE_INFINITY
  return {
    tell: ({ milliseconds }) => {
      entries += 1
      const now = deps.now()
      if (now < quietUntil) return
      quietUntil = now + quietMilliseconds
      deps.logger.warn(
        { behind_ms: milliseconds, entries },
        "this machine's clock is far behind an account's newest entry",
      )
    },
    count: () => entries,
  }
}
