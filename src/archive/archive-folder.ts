import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { type ArchivePlace, noArchive, type ReadArchived } from '../journal/archive-place.ts'
import { splitLines } from '../lines/split-lines.ts'
import { Problem } from '../problems/problem.ts'
import { readLine } from './archive-line.ts'
import { openSealed } from './sealed-values.ts'

/** The files that hold texts of entries that are not in the store any more. */
export interface ArchiveFolder {
  /** Null where none is set. */
  readonly path: string | null
  readonly read: ReadArchived
  /** Whether the file is there, and as it was written: its name is its digest. Reads all of it. */
  state(file: string): Promise<'sound' | 'missing' | 'changed'>
  /** The lines of a file, its header first. Problem archive_unavailable where it is not there, store_damaged where it cannot be read. */
  lines(file: string): AsyncGenerator<string>
}

const idDigits = 32
/** Blocks that are kept unpacked: what is read next is mostly in the same. */
const mostBlocks = 64
/** Bytes; an entry is much shorter. */
const longestLine = 64 * 1024 * 1024

/** The folder at the path; null: there is none, so that nothing can be read. */
export function openArchiveFolder(path: string | null): ArchiveFolder {
  if (path === null) {
    return {
      path,
      read: noArchive,
      state: async () => 'missing',
      lines: async function* (file) {
        yield noArchive({ file, offset: 0, length: 0, line: 0 }, '', null).body
      },
    }
  }
  const blocks = new LRUCache<string, readonly string[]>({ max: mostBlocks })
  const blockAt = (place: ArchivePlace): readonly string[] => {
    const name = `${place.file} ${place.offset}`
    const known = blocks.get(name)
    if (known !== undefined) return known
    const lines = unpackBlock(path, place).split('\n')
    blocks.set(name, lines)
    return lines
  }
  return {
    path,
    read: (place, hash, key) => {
      const line = readLine(blockAt(place)[place.line] ?? '')
      if (line?.hash !== hash) throw changed(place.file, `line ${place.line + 1} of the block at byte ${place.offset}`)
      if (key === null || line.values === null) return { body: line.body, values: null }
      const values = openSealed(line.values, key)
      if (values === null)
        throw changed(place.file, `the values in line ${place.line + 1} of the block at byte ${place.offset}`)
      return { body: line.body, values }
    },
    state: async (file) => {
      if (!(await isThere(join(path, fileName(file))))) return 'missing'
      const digest = createHash('sha256')
      for await (const part of createReadStream(join(path, fileName(file)))) digest.update(part as Buffer)
      return digest.digest('hex').startsWith(file) ? 'sound' : 'changed'
    },
    lines: (file) => linesOf(path, file),
  }
}

/** What a file is called. */
export function fileName(file: string): string {
  return `${file}.ndjson.gz`
}

/** A file by the SHA-256 of all of it. */
export function fileOf(digest: string): string {
  return digest.slice(0, idDigits)
}

async function* linesOf(path: string, file: string): AsyncGenerator<string> {
  const name = join(path, fileName(file))
  if (!(await isThere(name))) throw missing(path, file)
  const stream = createReadStream(name)
  const unpacked = stream.pipe(createGunzip())
  stream.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const lines of splitLines(unpacked, longestLine)) {
      for (const { bytes } of lines) yield Buffer.from(bytes ?? []).toString('utf8')
    }
  } catch (cause) {
    throw changed(file, 'a block', cause)
  }
}

function unpackBlock(path: string, place: ArchivePlace): string {
  const packed = readBlock(path, place)
  try {
    return gunzipSync(packed).toString('utf8')
  } catch (cause) {
    throw changed(place.file, `the block at byte ${place.offset}`, cause)
  }
}

function readBlock(path: string, { file, offset, length }: ArchivePlace): Buffer {
  const handle = openFile(path, file)
  try {
    const packed = Buffer.alloc(length)
    if (readSync(handle, packed, 0, length, offset) === length) return packed
  } finally {
    closeSync(handle)
  }
  throw changed(file, `the block at byte ${offset}, behind which it was cut off,`)
}

function openFile(path: string, file: string): number {
  try {
    return openSync(join(path, fileName(file)), 'r')
  } catch (cause) {
    throw missing(path, file, cause)
  }
}

async function isThere(name: string): Promise<boolean> {
  return (await stat(name).catch(() => null)) !== null
}

function missing(path: string, file: string, cause?: unknown): Problem {
  const detail = `The archive file ${fileName(file)} cannot be read in ${path}: put it back there, from a backup of the folder.`
  return new Problem('archive_unavailable', detail, { cause })
}

function changed(file: string, what: string, cause?: unknown): Problem {
  const detail = `The archive file ${fileName(file)} is damaged: ${what} is not as it was written. Put the file back from a backup of the folder.`
  return new Problem('store_damaged', detail, { cause })
}
