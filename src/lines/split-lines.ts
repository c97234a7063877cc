/** A line of a stream of bytes: its number from 1, and its bytes without its end; null where it is longer than it may be. */
export interface Line {
  readonly number: number
  readonly bytes: Uint8Array | null
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * The lines of a stream, each ended by LF or CR LF, those that end in one chunk together; the last may lack its end. An
 * empty line is a line. Of a line that is longer than `limit` bytes the rest is let go as it comes in.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<readonly Line[]> {
  const line = new OpenLine(limit)
  let number = 0
  for await (const chunk of chunks) {
    const ended: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      line.add(chunk.subarray(start, end))
      number += 1
      ended.push({ number, bytes: line.take() })
      start = end + 1
    }
    line.add(chunk.subarray(start))
    if (ended.length > 0) yield ended
  }
  if (line.isBegun) yield [{ number: number + 1, bytes: line.take() }]
}

/** What has come in of a line. */
class OpenLine {
  readonly #limit: number
  #parts: Uint8Array[] = []
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get isBegun(): boolean {
    return this.#length > 0
  }

  add(part: Uint8Array): void {
    if (part.length === 0) return
    this.#length += part.length
    // One more for a carriage return at the end.
    if (this.#length <= this.#limit + 1) this.#parts.push(part)
    else this.#parts = []
  }

  take(): Uint8Array | null {
    const [first = new Uint8Array(0), ...more] = this.#parts
    const whole = more.length === 0 ? first : Buffer.concat(this.#parts)
    const isKept = this.#length === whole.length
    this.#parts = []
    this.#length = 0
    const bytes = whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole
    return isKept && bytes.length <= this.#limit ? bytes : null
  }
}
