import { dictionary } from './dictionary.ts'

/**
 * The packed form of a text: a list of pieces, each a byte that says what follows.
 *
 * - below {@link digitsMark}, n: n + 1 bytes as they are.
 * - from there, n more: 2 (n + 1) hexadecimal digits (lower case), two in a byte.
 * - from {@link copyMark}, n more: a copy of n + {@link shortestCopy} bytes ({@link longCopy}: that many and as many as the
 *   next byte says) that stand so far back (two bytes, the lower first) in the text, before which stands the dictionary.
 *
 * A text that is longer than a copy can reach back stands as it is behind {@link plainMark}.
 */
export const digitsMark = 0x40
export const copyMark = 0x80
/** The most that the first byte of a piece of bytes or digits can add. */
export const inPiece = 0x3f
export const longCopy = 0x7f
export const shortestCopy = 6
/** A copy of what stands nowhere: no packed text begins with it. */
export const plainMark = Buffer.from([copyMark, 0, 0])
export const hexDigits = Buffer.from('0123456789abcdef')

/** The dictionary and the text behind it. */
export const reach = 0xffff
const words = Buffer.from(dictionary)
/** Where the text begins. */
export const start = words.length
export const longestText = reach - start

/** Room for a text, behind the dictionary. */
export function newRoom(): Buffer {
  const room = Buffer.alloc(reach + longCopy)
  words.copy(room)
  return room
}
