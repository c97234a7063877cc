import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sha256 } from '../fingerprint/fingerprint.ts'
import type { SealedEntry } from '../journal/append-entry.ts'
import type { ArchivedEntry, ArchivePlace } from '../journal/archive-place.ts'
import { fileName, fileOf } from './archive-folder.ts'
import { type ArchiveHeader, headerLine } from './archive-header.ts'
import { writeLine } from './archive-line.ts'

/** A file that is written; it has no name before it is whole. */
export interface ArchiveDraft {
  add(entry: SealedEntry): Promise<void>
  /** How many entries it has. */
  size(): number
  /** Makes it durable, and gives it the name that its content has. */
  keep(): Promise<WrittenFile>
  /** Takes it away. */
  discard(): Promise<void>
}

/** A file that is whole and durable. */
export interface WrittenFile {
  readonly file: string
  readonly bytes: number
  readonly entries: readonly ArchivedEntry[]
}

/** Characters of a block: what is unpacked to read one entry. */
const blockSize = 32_768
const unfinished = '.partial'

type Waiting = Omit<ArchivedEntry, 'place'> & { readonly text: string }
type Placed = Omit<ArchivedEntry, 'place'> & { readonly place: Omit<ArchivePlace, 'file'> }

/** Begins a file in the folder, which is made where it is missing. What a run left there unfinished goes. */
export async function beginArchive(folder: string, header: ArchiveHeader): Promise<ArchiveDraft> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    if (name.endsWith(unfinished)) await rm(join(folder, name), { force: true })
  }
  const path = join(folder, `${process.pid}${unfinished}`)
  const handle = await open(path, 'wx', 0o600)
  const digest = createHash('sha256')
  const placed: Placed[] = []
  let waiting: Waiting[] = []
  let bytes = 0
  const writeBlock = async (text: string): Promise<Omit<ArchivePlace, 'file' | 'line'>> => {
    const packed = gzipSync(text)
    const place = { offset: bytes, length: packed.length }
    await handle.writeFile(packed)
    digest.update(packed)
    bytes += packed.length
    return place
  }
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return
    const block = await writeBlock(waiting.map(({ text }) => text).join(''))
    for (const [line, { text: _, ...entry }] of waiting.entries()) placed.push({ ...entry, place: { ...block, line } })
    waiting = []
  }
  await writeBlock(headerLine(header))
  return {
    add: async (sealed) => {
      const { account, sequence, hash } = sealed.entry
      const { confidentialText: values } = sealed
      const { text, key } = writeLine(sealed)
      waiting.push({ account, sequence, hash, valuesSha256: values === null ? null : sha256(values), key, text })
      if (waiting.reduce((sum, line) => sum + line.text.length, 0) >= blockSize) await flush()
    },
    size: () => placed.length + waiting.length,
    keep: async () => {
      await flush()
      await syncAndClose(handle)
      const file = fileOf(digest.digest('hex'))
      await rename(path, join(folder, fileName(file)))
      await syncAndClose(await open(folder, 'r'))
      return { file, bytes, entries: placed.map((entry) => ({ ...entry, place: { file, ...entry.place } })) }
    },
    discard: async () => {
      await handle.close()
      await rm(path, { force: true })
    },
  }
}

async function syncAndClose(handle: FileHandle): Promise<void> {
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
