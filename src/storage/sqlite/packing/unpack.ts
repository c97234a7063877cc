import { isUtf8 } from 'node:buffer'
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
/** From here on one native copy is quicker than a byte after the other. */
const nativeCopy = 48

/** The text that was packed; undefined for bytes that are no packed text. Pure. */
export function unpack(packed: Uint8Array): string | undefined {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  if (bytes.subarray(0, plainMark.length).equals(plainMark)) return textOf(bytes.subarray(plainMark.length))
  const end = unpackInto(bytes)
  return end === undefined ? undefined : textOf(room.subarray(start, end))
}

function textOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

/** Where the text ends in the room. */
function unpackInto(bytes: Buffer): number | undefined {
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
        const both = bytes[place++] ?? 0
        room[written++] = hexDigits[both >> 4] ?? 0
        room[written++] = hexDigits[both & 0xf] ?? 0
      }
    } else {
      const over = mark & longCopy
      const count = over + shortestCopy + (over === longCopy ? (bytes[place++] ?? 0) : 0)
      const distance = (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8)
      place += 2
      if (place > length || distance === 0 || distance > written || written + count > reach) return undefined
      written = copyWithin(written, distance, count)
    }
  }
  return written
}

function copyWithin(at: number, distance: number, count: number): number {
  let from = at - distance
  if (count >= nativeCopy && distance >= count) {
    room.copyWithin(at, from, from + count)
    return at + count
  }
  let written = at
  const end = at + count
  while (written < end) room[written++] = room[from++] ?? 0
  return written
}
