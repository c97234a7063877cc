import { exitCodes } from './exit-codes.ts'

/** Ctrl+C may come twice, from the terminal and from npm: what follows so soon is the same wish. */
const sameSignalMilliseconds = 500

/** Resolves at the first signal to stop; from then on the next one ends the process at once, after `beforeEnd`. */
export function firstStopSignal(beforeEnd: () => void = ignore): Promise<void> {
  const endAtOnce = (): void => {
    beforeEnd()
    process.exit(exitCodes.cutShort)
  }
  return new Promise((resolve) => {
    const onFirst = (): void => {
      process.on('SIGTERM', ignore).on('SIGINT', ignore).off('SIGTERM', onFirst).off('SIGINT', onFirst)
      setTimeout(() => {
        process.on('SIGTERM', endAtOnce).on('SIGINT', endAtOnce)
      }, sameSignalMilliseconds).unref()
      resolve()
    }
    process.on('SIGTERM', onFirst).on('SIGINT', onFirst)
  })
}

function ignore(): void {}
