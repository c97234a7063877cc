import { threadMilliseconds } from './thread-clock.mjs'

/** Between two looks at the clock passes at least this, so that looking costs next to nothing. */
const millisecondsBetweenLooks = 4

/**
 * Goes round over the fact sets until the time is up; what answers at once is not waited for. The time is that of the
 * thread on a processor, so that other programs on the machine do not count; where another thread does the work it is
 * what passed.
 */
export async function ratePerSecond({ run, elsewhere = false }, count, milliseconds) {
  const clock = elsewhere ? () => performance.now() : threadMilliseconds
  const isAsync = run(0) instanceof Promise
  const started = clock()
  let done = 0
  let elapsed = 0
  let batch = 10
  while (elapsed < milliseconds) {
    const before = elapsed
    const end = done + batch
    if (isAsync) while (done < end) await run(done++ % count)
    else while (done < end) run(done++ % count)
    elapsed = clock() - started
    if (elapsed - before < millisecondsBetweenLooks) batch *= 2
  }
  return (done / elapsed) * 1000
}
