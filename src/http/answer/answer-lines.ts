import type { Writable } from 'node:stream'
import type { RequestLine } from '../request/ndjson.ts'
import { writeLine } from './write-line.ts'

/** Lines that may be answered at the same time: some groups of writes for each thread that decides. */
const mostLines = 512
/** Bytes of lines that may be answered at the same time; one line may always be. */
const mostBytes = 1_048_576

/** Lines to answer, and how. */
export interface AnsweringLines {
  readonly lines: AsyncIterator<RequestLine, void>
  /** The answer to a line, on one line of its own; never rejects. */
  readonly answer: (line: RequestLine) => Promise<string>
  /** Aborted when no further line is to be read. */
  readonly stop: AbortSignal
}

/** How far it came: the number of the last line that was answered (0 for none), and whether that was all. */
export interface AnsweredLines {
  readonly last: number
  readonly ended: 'all' | 'stopped' | 'client_gone'
}

/**
 * Answers line after line in their order, a bounded number of them at the same time. Reads no faster than the
 * answers are read. What was begun is awaited, also where the client has gone; what was not is not begun any more.
 */
export async function answerLines(response: Writable, answering: AnsweringLines): Promise<AnsweredLines> {
  const waiting: Waiting[] = []
  const reader = createReader(answering)
  let reading: Promise<Read> | null = reader.next()
  let ended: AnsweredLines['ended'] = 'all'
  let [last, held] = [0, 0]
  try {
    for (;;) {
      const [head] = waiting
      const hasRoom = head === undefined || (waiting.length < mostLines && held < mostBytes)
      const read: Read | null = reading !== null && hasRoom ? await firstOf(reading, head) : null
      if (read !== null && 'line' in read) {
        waiting.push({ line: read.line, text: answering.answer(read.line) })
        held += read.line.size
        reading = reader.next()
      } else if (read !== null) {
        ended = read.ended
        reading = null
      } else if (head === undefined) {
        return { last, ended }
      } else {
        if (!(await writeLine(response, await head.text))) return { last, ended: 'client_gone' }
        last = head.line.number
        held -= head.line.size
        waiting.shift()
      }
    }
  } finally {
    reader.release()
    await Promise.all(waiting.map(({ text }) => text))
  }
}

interface Waiting {
  readonly line: RequestLine
  readonly text: Promise<string>
}

type Read = { readonly line: RequestLine } | { readonly ended: AnsweredLines['ended'] }

/** What was read, or null where the answer that is due was there before. */
async function firstOf(reading: Promise<Read>, due: Waiting | undefined): Promise<Read | null> {
  return due === undefined ? reading : Promise.race([reading, due.text.then(() => null)])
}

/** Reads the next line, unless it is to stop: then what is under way is left to itself. */
function createReader({ lines, stop }: AnsweringLines): { next(): Promise<Read>; release(): void } {
  let onStop = (): void => undefined
  const listener = (): void => onStop()
  stop.addEventListener('abort', listener)
  return {
    next: () =>
      new Promise((resolve) => {
        onStop = () => resolve({ ended: 'stopped' })
        if (stop.aborted) onStop()
        else
          lines.next().then(
            ({ done, value }) => resolve(done === true ? { ended: 'all' } : { line: value }),
            () => resolve({ ended: 'client_gone' }),
          )
      }),
    release: () => stop.removeEventListener('abort', listener),
  }
}
