/** For so long the next command of a kind waits for the one on its way; that may hang on a connection that is gone. Milliseconds. */
const longestWait = 250

/** Resolves when the work has ended, however it did, or takes too long. */
export function ended(work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestWait)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    work.then(end, end)
  })
}
