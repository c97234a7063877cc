import type { Writable } from 'node:stream'

/** Resolves once more may be written; to false where nobody reads any more. */
export async function writeLine(response: Writable, text: string): Promise<boolean> {
  if (response.destroyed) return false
  if (response.write(text)) return true
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle)
      response.off('close', settle)
      resolve(!response.destroyed)
    }
    response.on('drain', settle)
    response.on('close', settle)
  })
}
