import {
  copyMark,
  digitsMark,
  hexDigits,
  inPiece,
  longCopy,
  longestText,
  newRoom,
  plainMark,
  reach,
  shortestCopy,
  start,
} from './packed-form.ts'

/** Asked of the global object once: test runners and other contexts make each asking slow. */
const { imul, max, min } = Math

/** A character takes three bytes at most. */
const surelyFits = Math.floor(longestText / 3)
const longestCopy = longCopy + shortestCopy + 0xff
/** Fewer digits than this are as short as they are. */
const fewestDigits = 8
const bucketBits = 13

/** What is packed, behind the dictionary. */
const source = newRoom()
const words = new DataView(source.buffer, source.byteOffset, source.byteLength)
/** Where four bytes with the same hash stood last; 0: nowhere. */
const known = new Uint16Array(1 << bucketBits)
const places = new Uint16Array(1 << bucketBits)
for (let index = 1; index < start - shortestCopy; index += 1) known[hashOf(words.getUint32(index, true))] = index

const digitValues = new Int8Array(256).fill(-1)
for (const [value, digit] of hexDigits.entries()) digitValues[digit] = value

/** What is written: at most all of it as it is, in pieces. */
const target = Buffer.alloc(2 * reach)

/** The text in fewer bytes; {@link unpack} gives it back. Pure. */
export function pack(text: string): Buffer {
  if (text.length > surelyFits && Buffer.byteLength(text) > longestText) {
    return Buffer.concat([plainMark, Buffer.from(text)])
  }
  const end = start + source.write(text, start)
  places.set(known)
  let written = 0
  let from = start
  let place = start
  const lastCopy = end - shortestCopy
  while (place <= lastCopy) {
    const word = words.getUint32(place, true)
    const hash = hashOf(word)
    const before = places[hash] as number
    places[hash] = place
    // Most places have an equal hash somewhere, and few of them the same bytes.
    const isSame = words.getUint32(before, true) === word && before !== 0
    if (!isSame) {
      place += 1
      continue
    }
    const length = sameBytes(before, place, end)
    if (length < shortestCopy) {
      place += 1
      continue
    }
    written = writeAsIs(from, place, written)
    written = writeCopy(place - before, length, written)
    place += length
    from = place
  }
  const size = writeAsIs(from, end, written)
  const packed = Buffer.allocUnsafe(size)
  target.copy(packed, 0, 0, size)
  return packed
}

function hashOf(word: number): number {
  return imul(word, 0x9e3779b1) >>> (32 - bucketBits)
}

function sameBytes(before: number, place: number, end: number): number {
  const longest = min(end - place, longestCopy)
  let length = 0
  while (length + 4 <= longest && words.getUint32(before + length, true) === words.getUint32(place + length, true))
    length += 4
  while (length < longest && source[before + length] === source[place + length]) length += 1
  return length
}

function writeCopy(distance: number, length: number, at: number): number {
  let written = at
  const over = length - shortestCopy
  target[written++] = copyMark | min(over, longCopy)
  if (over >= longCopy) target[written++] = over - longCopy
  target[written++] = distance & 0xff
  target[written++] = distance >> 8
  return written
}

/** Hexadecimal digits take half a byte each, the rest a byte. */
function writeAsIs(from: number, to: number, at: number): number {
  let written = at
  let rest = from
  let place = from
  while (place + fewestDigits <= to) {
    const digits = digitsAt(place, to)
    if (digits >= fewestDigits) {
      written = writeDigits(place, digits, writeBytes(rest, place, written))
      rest = place + digits
    }
    place += max(digits, 1)
  }
  return writeBytes(rest, to, written)
}

/** How many digits stand there, an even number of them. */
function digitsAt(place: number, to: number): number {
  let end = place
  while (end < to && (digitValues[source[end] ?? 0] ?? -1) >= 0) end += 1
  return (end - place) & ~1
}

function writeBytes(from: number, to: number, at: number): number {
  let written = at
  for (let place = from; place < to; ) {
    const count = min(to - place, inPiece + 1)
    target[written++] = count - 1
    for (let index = 0; index < count; index += 1) target[written++] = source[place++] ?? 0
  }
  return written
}

function writeDigits(from: number, digits: number, at: number): number {
  let written = at
  for (let place = from; place < from + digits; ) {
    const count = min((from + digits - place) / 2, inPiece + 1)
    target[written++] = digitsMark | (count - 1)
    for (let index = 0; index < count; index += 1) {
      const high = digitValues[source[place++] ?? 0] ?? 0
      target[written++] = (high << 4) | (digitValues[source[place++] ?? 0] ?? 0)
    }
  }
  return written
}
