import { Problem } from '../problems/problem.ts'

/** Where the texts of an entry stand in an archive file. */
export interface ArchivePlace {
  /** The file, by the first 32 hexadecimal digits of its SHA-256. */
  readonly file: string
  /** Where the block begins that holds them, and how long it is. Bytes. */
  readonly offset: number
  readonly length: number
  /** Which line of the block, from 0. */
  readonly line: number
}

/** An entry whose texts were written to an archive file, and what they were. */
export interface ArchivedEntry {
  readonly account: string
  readonly sequence: number
  readonly hash: string
  /** SHA-256 of the text of the values beside it; null where an erasure left nothing. */
  readonly valuesSha256: string | null
  readonly place: ArchivePlace
  /** Opens these values in the file, which has them sealed: 32 hexadecimal digits. It is kept in the store alone. */
  readonly key: string | null
}

/** The texts of an entry as an archive has them. */
export interface ArchivedTexts {
  readonly body: string
  /** Null where no key was given. */
  readonly values: string | null
}

/**
 * Reads what archive files hold, without a wait. A file that is not there is a Problem `archive_unavailable`; one that
 * does not hold at the place what has this hash, or values that the key opens, is `store_damaged`.
 */
export type ReadArchived = (place: ArchivePlace, hash: string, key: string | null) => ArchivedTexts

/** Reads nothing: no folder is known. */
export const noArchive: ReadArchived = ({ file }) => {
  throw new Problem(
    'archive_unavailable',
    `The archive file ${file}.ndjson.gz is needed: set archive_folder to the folder that it is in.`,
  )
}

const fileBytes = 16
const [offsetBytes, lengthBytes, lineBytes] = [6, 4, 2]
const placeBytes = fileBytes + offsetBytes + lengthBytes + lineBytes

/** The place in 28 bytes, as stores keep it. */
export function packPlace({ file, offset, length, line }: ArchivePlace): Buffer {
  const packed = Buffer.alloc(placeBytes)
  packed.write(file, 'hex')
  packed.writeUIntBE(offset, fileBytes, offsetBytes)
  packed.writeUIntBE(length, fileBytes + offsetBytes, lengthBytes)
  packed.writeUIntBE(line, fileBytes + offsetBytes + lengthBytes, lineBytes)
  return packed
}

/** The place that was packed; null for bytes that are none. */
export function unpackPlace(packed: Buffer): ArchivePlace | null {
  if (packed.length !== placeBytes) return null
  return {
    file: packed.toString('hex', 0, fileBytes),
    offset: packed.readUIntBE(fileBytes, offsetBytes),
    length: packed.readUIntBE(fileBytes + offsetBytes, lengthBytes),
    line: packed.readUIntBE(fileBytes + offsetBytes + lengthBytes, lineBytes),
  }
}
