import type { MonotonicClock } from '../time/monotonic-clock.ts'

/** What tests replace: the time, and how something is looked at again and again. */
export interface DeadlinesDeps {
  readonly milliseconds: number
  readonly now: MonotonicClock
  /** Calls what it is given every so many milliseconds from now on; its answer ends that. */
  readonly repeat: (look: () => void, milliseconds: number) => () => void
}

/** One request that is to be answered in time. */
export interface Deadline {
  /** Said once it is answered. */
  end(): void
}

/** Sees to it that whoever waits is told in time that this takes too long. */
export interface Deadlines {
  /** `tooLate` is called once, unless the deadline ends before; where it answers `wait`, the whole time begins anew. */
  begin(tooLate: () => 'told' | 'wait'): Deadline
}

interface Waiting {
  until: number
  tooLate: () => 'told' | 'wait'
}

/** How often is looked: so much later than its deadline a request is answered at most. */
const looks = 50

/**
 * All have the same time, so the first to begin is the first to be too late: one look at the first ones of a line tells
 * who is, and a request costs no timer of its own. Nothing is looked at while nobody waits.
 */
export function createDeadlines({ milliseconds, now, repeat }: DeadlinesDeps): Deadlines {
  const line = new Set<Waiting>()
  let stop: (() => void) | null = null

  const look = (): void => {
    const time = now()
    for (const waiting of line) {
      if (waiting.until > time) return
      line.delete(waiting)
      if (waiting.tooLate() === 'told') continue
      waiting.until = time + milliseconds
      line.add(waiting)
    }
    if (line.size > 0) return
    stop?.()
    stop = null
  }

  return {
    begin: (tooLate) => {
      const waiting = { until: now() + milliseconds, tooLate }
      line.add(waiting)
      stop ??= repeat(look, milliseconds / looks)
      return {
        end: () => {
          line.delete(waiting)
          // A set that grows or shrinks leaves its old table behind, with whoever waited then and a way to the next table.
          waiting.tooLate = ended
        },
      }
    },
  }
}

const ended = (): 'told' => 'told'

/** Repeats by a timer that does not keep the process alive. */
export function repeatByTimer(look: () => void, milliseconds: number): () => void {
  const timer = setInterval(look, milliseconds)
  timer.unref()
  return () => clearInterval(timer)
}
