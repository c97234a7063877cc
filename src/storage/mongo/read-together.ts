import { ended } from './ended.ts'

/** Answers a question by a read that begins after it was asked. */
export type ReadTogether<Answer> = (question: string, read: () => Promise<Answer>) => Promise<Answer>

/**
 * Of one question one read is on its way at a time: whoever asks meanwhile waits for the next one, together with all who do.
 * So an answer is never older than its question, and many who ask the same at once cost two reads. A read that fails, fails
 * for those who waited for it; one that takes long holds nobody up who asked after it.
 */
export function createReadTogether<Answer>(): ReadTogether<Answer> {
  const lines = new Map<string, Line<Answer>>()
  const begin: ReadTogether<Answer> = (question, read) => {
    const line: Line<Answer> = { current: read(), next: null }
    lines.set(question, line)
    const end = (): void => {
      if (line.next === null && lines.get(question) === line) lines.delete(question)
    }
    // Before whoever waits for the next one: that has its own line then.
    line.current.then(end, end)
    return line.current
  }
  return (question, read) => {
    const line = lines.get(question)
    if (line === undefined) return begin(question, read)
    line.next ??= ended(line.current).then(() => begin(question, read))
    return line.next
  }
}

interface Line<Answer> {
  /** The read that is on its way. */
  readonly current: Promise<Answer>
  /** The one that begins when it has ended; null where nobody waits for it. */
  next: Promise<Answer> | null
}
