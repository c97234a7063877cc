import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { CommandFault } from './command-fault.ts'
import type { Terminal } from './terminal.ts'

/** The text of the file, or of standard input for `-`. A file that cannot be read is a CommandFault. */
export async function readInput(terminal: Terminal, path: string): Promise<string> {
  if (path === '-') return readAll(terminal.input as NodeJS.ReadableStream & AsyncIterable<Uint8Array>)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** The fault of a file that cannot be read. */
export function unreadable(path: string, error: unknown): CommandFault {
  const { code } = error as NodeJS.ErrnoException
  const reason =
    code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (code ?? 'unknown fault')
  return new CommandFault(`${path} cannot be read: ${reason}`)
}
