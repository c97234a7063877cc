import { open } from 'node:fs/promises'
import { CommandFault } from './command-fault.ts'

/** Writes a file that was not there, durably, for its owner alone unless another mode is given. A CommandFault where it is there or cannot be written. */
export async function writeNewFile(path: string, text: string, mode = 0o600): Promise<void> {
  const file = await open(path, 'wx', mode).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'EEXIST' ? 'it is there already, and nothing is overwritten' : (code ?? 'unknown fault')
    throw new CommandFault(`${path} cannot be written: ${reason}`)
  })
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
