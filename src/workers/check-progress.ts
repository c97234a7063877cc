import type { MonotonicClock } from '../time/monotonic-clock.ts'

/** How far a check has come, for whoever has to stop it. */
export interface CheckProgress {
  readonly current: string
  /** Milliseconds that the steps before it took. */
  readonly before: number
  /** The one of them that took the longest; null where there was none. */
  readonly costliest: { readonly what: string; readonly milliseconds: number } | null
}

const bytesOfLength = 4
const mostBytes = 4096

/** Room that two threads share for the progress of a check; nothing has begun yet. */
export function newProgressRoom(): SharedArrayBuffer {
  return new SharedArrayBuffer(bytesOfLength + mostBytes)
}

/** Writes into the room which step begins. */
export function noteSteps(room: SharedArrayBuffer, now: MonotonicClock): (step: string) => void {
  const length = new Int32Array(room, 0, 1)
  const bytes = new Uint8Array(room, bytesOfLength)
  const began = now()
  let last: { readonly what: string; readonly from: number } | null = null
  let costliest: CheckProgress['costliest'] = null
  return (step) => {
    const from = now()
    if (last !== null && from - last.from >= (costliest?.milliseconds ?? 0)) {
      costliest = { what: last.what, milliseconds: from - last.from }
    }
    last = { what: step.slice(0, 500), from }
    const progress: CheckProgress = { current: last.what, before: from - began, costliest }
    const text = Buffer.from(JSON.stringify(progress))
    if (text.length > mostBytes) return
    bytes.set(text)
    Atomics.store(length, 0, text.length)
  }
}

/** What stands in the room; null before the first step, and while it is being written. */
export function readProgress(room: SharedArrayBuffer): CheckProgress | null {
  const length = Atomics.load(new Int32Array(room, 0, 1), 0)
  if (length === 0) return null
  const text = Buffer.from(new Uint8Array(room, bytesOfLength, length)).toString()
  try {
    return JSON.parse(text) as CheckProgress
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
