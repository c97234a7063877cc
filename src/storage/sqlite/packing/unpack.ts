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
const words = new DataView(room.buffer, room.byteOffset, room.byteLength)
/** Copied at a time; a last word may reach behind the text, where the room is wide enough. */
const wordBytes = 4
/** The two digits of each byte, the first one lower. */
const digitPairs = Uint16Array.from(
  { length: 256 },
  (_, byte) => (hexDigits[byte >> 4] ?? 0) | ((hexDigits[byte & 0xf] ?? 0) << 8),
)

/** The bits of all bytes of the text in the room that are neither digits nor of the dictionary, which is ASCII. */
let bits = 0
const asciiBits = 0x7f

/** The text that was packed, in all of the bytes or a part of them; undefined for bytes that are no packed text. Pure. */
export function unpack(packed: Uint8Array, from = 0, to = packed.length): string | undefined {
  if (isPlain(packed, from, to)) {
    return textIn(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength), from + plainMark.length, to)
  }
  const end = unpackInto(packed, from, to)
  if (end === undefined) return undefined
  return bits <= asciiBits ? room.toString('latin1', start, end) : textIn(room, start, end)
}

function isPlain(packed: Uint8Array, from: number, to: number): boolean {
  if (from + plainMark.length > to) return false
  return packed[from] === plainMark[0] && packed[from + 1] === plainMark[1] && packed[from + 2] === plainMark[2]
}

function textIn(bytes: Buffer, from: number, to: number): string | undefined {
  return isUtf8(bytes.subarray(from, to)) ? bytes.toString('utf8', from, to) : undefined
}

/** Where the text ends in the room. */
function unpackInto(bytes: Uint8Array, from: number, length: number): number | undefined {
  let written = start
  let place = from
  let all = 0
  while (place < length) {
    const mark = bytes[place++] ?? 0
    if (mark < digitsMark) {
      const count = mark + 1
      if (place + count > length || written + count > reach) return undefined
      for (let index = 0; index < count; index += 1) {
        const byte = bytes[place++] ?? 0
        all |= byte
        room[written++] = byte
      }
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
  bits = all
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
