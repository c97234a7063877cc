import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifierKey } from '../transparency/note-keys.ts'
import { openCheckpoint } from '../transparency/open-checkpoint.ts'
import type { SignedCheckpoint } from './make-checkpoint.ts'

/** The folder that checkpoints are written to, one file each, never twice. */
export interface CheckpointFolder {
  /** The one that covers most, among those that the key has signed; null for none. */
  newest(): Promise<SignedCheckpoint | null>
  /** Writes it durably, unless one of the same size is there. With `extension`: the proof that it extends an older one, beside it. */
  write(
    signed: SignedCheckpoint,
    extension: { readonly olderSize: number; readonly text: string } | null,
  ): Promise<void>
}

const sizeDigits = 12
const ofCheckpoint = /^checkpoint-\d{12}\.txt$/u

/** The folder at the path; it is made where it is missing, when the first is written. */
export function createCheckpointFolder(path: string, key: VerifierKey): CheckpointFolder {
  let known: SignedCheckpoint | null = null
  return {
    newest: async () => {
      for (const name of await newestFirst(path)) {
        if (known !== null && name <= nameOf(known)) return known
        const note = await readFile(join(path, name), 'utf8')
        const opened = openCheckpoint(note, key)
        if (!('checkpoint' in opened)) continue
        known = { checkpoint: opened.checkpoint, note }
        return known
      }
      return known
    },
    write: async ({ checkpoint, note }, extension) => {
      await mkdir(path, { recursive: true })
      const size = padded(checkpoint.size)
      if (extension !== null) {
        await writeOnce(join(path, `extension-${padded(extension.olderSize)}-${size}.txt`), extension.text)
      }
      await writeOnce(join(path, nameOf({ checkpoint })), note)
    },
  }
}

async function newestFirst(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path))
      .filter((name) => ofCheckpoint.test(name))
      .sort()
      .reverse()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Names sort by the size. */
function nameOf({ checkpoint }: Pick<SignedCheckpoint, 'checkpoint'>): string {
  return `checkpoint-${padded(checkpoint.size)}.txt`
}

function padded(size: number): string {
  return String(size).padStart(sizeDigits, '0')
}

async function writeOnce(file: string, text: string): Promise<void> {
  try {
    const handle = await open(file, 'wx')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
