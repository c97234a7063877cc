import { isAscii, isUtf8 } from 'node:buffer'
import {
  copyMark,
  digitsMark,
  hexDigits,
  inPiece,
  longCopy,
  newRoom,
  plainMark,
  reach,
  shortestCopy,
  start,
} from './packed-form.ts'

const room = newRoom()
const words = new DataView(room.buffer, room.byteOffset, room.byteLength)
/** Copied at a time; a last word may reach behind the text, where the room is wide enough. */
const wordBytes = 4
/** The two digits of each byte, the first one lower. */
const digitPairs = Uint16Array.from(
  { length: 256 },
  (_, byte) => (hexDigits[byte >> 4] ?? 0) | ((hexDigits[byte & 0xf] ?? 0) << 8),
)

/** The text that was packed; undefined for bytes that are no packed text. Pure. */
export function unpack(packed: Uint8Array): string | undefined {
  if (isPlain(packed))
    return textOf(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).subarray(plainMark.length))
  const end = unpackInto(packed)
  return end === undefined ? undefined : textOf(room.subarray(start, end))
}

function isPlain(packed: Uint8Array): boolean {
  return packed[0] === plainMark[0] && packed[1] === plainMark[1] && packed[2] === plainMark[2]
}

/** Most texts are ASCII, which is quicker to look through and to read. */
function textOf(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

/** Where the text ends in the room. */
function unpackInto(bytes: Uint8Array): number | undefined {
  const { length } = bytes
  let written = start
  let place = 0
  while (place < length) {
    const mark = bytes[place++] ?? 0
    if (mark < digitsMark) {
      const count = mark + 1
      if (place + count > length || written + count > reach) return undefined
      for (let index = 0; index < count; index += 1) room[written++] = bytes[place++] ?? 0
    } else if (mark < copyMark) {
      const count = (mark & inPiece) + 1
      if (place + count > length || written + 2 * count > reach) return undefined
      for (let index = 0; index < count; index += 1) {
        words.setUint16(written, digitPairs[bytes[place++] ?? 0] ?? 0, true)
        written += 2
      }
    } else {
      const over = mark & longCopy
      const count = over + shortestCopy + (over === longCopy ? (bytes[place++] ?? 0) : 0)
      const distance = (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8)
      place += 2
      if (place > length || distance === 0 || distance > written || written + count > reach) return undefined
      copyBack(written, distance, count)
      written += count
    }
  }
  return written
}

function copyBack(at: number, distance: number, count: number): void {
  const end = at + count
  if (distance < wordBytes) {
    for (let to = at; to < end; to += 1) room[to] = room[to - distance] ?? 0
    return
  }
  for (let to = at; to < end; to += wordBytes) words.setUint32(to, words.getUint32(to - distance, true), true)
}
