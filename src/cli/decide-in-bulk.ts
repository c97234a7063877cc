import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { type Line, splitLines } from '../lines/split-lines.ts'
import type { TrialPolicy } from '../workbench.ts'
import { answerLines, type TrialAnswer } from '../workers/answer-lines.ts'
import { createThreadPool } from '../workers/thread-pool.ts'
import type { TrialSetting } from '../workers/trial-thread.ts'
import { unreadable } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/** In bytes: the most that a service can be set to take. */
const longestLine = 16_777_216
/** Pieces for each thread: one that it works on, and one that waits. */
const ahead = 2

/** A policy, ready to decide by, and what it was made ready in. */
export interface Trial extends Pick<TrialSetting, 'history' | 'now'> {
  readonly trial: TrialPolicy
}

/**
 * Decides every line of the file by itself and prints one JSON object a line, in their order: the decision, or
 * `{"line", "error"}` where the line is refused. Resolves to the number refused. The first lines are decided here, what
 * is more in threads; holds a few pieces of the file in memory; draws a bar where somebody watches.
 */
export async function decideInBulk(
  terminal: Terminal,
  { trial, history, now }: Trial,
  { path, threads }: { readonly path: string; readonly threads?: number | undefined },
): Promise<number> {
  const input = await openLines(terminal, path)
  const bar = terminal.progress === null || input.size === 0 ? null : startBar(terminal.progress, input.size)
  const setting: TrialSetting = { ...trial.handOver(), history, now }
  const pool = createThreadPool<readonly Line[], TrialAnswer>('trial-thread', { width: threads, data: setting })
  const printing: Promise<void>[] = []
  let [refused, read] = [0, 0]
  let last = Promise.resolve()
  try {
    for await (const lines of splitLines(input.stream, longestLine)) {
      const answer = read === 0 ? answerLines(trial.decide, lines) : pool.run(lines)
      read += lines.reduce((bytes, line) => bytes + (line.bytes?.length ?? longestLine) + 1, 0)
      const end = Math.min(read, input.size)
      last = printBehind(last, answer, async (printed) => {
        refused += printed.refused
        if (printed.text !== '') await terminal.print(printed.text)
        bar?.update(end)
      })
      printing.push(last)
      if (printing.length >= ahead * pool.width) await printing.shift()
    }
    await last
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined ? error : unreadable(path, error)
  } finally {
    bar?.stop()
    await pool.close()
  }
  return refused
}

/** Prints an answer as soon as it is there and what stands before it is printed. */
function printBehind(
  before: Promise<void>,
  answer: Promise<TrialAnswer>,
  print: (answer: TrialAnswer) => Promise<void>,
): Promise<void> {
  const printed = Promise.all([answer, before]).then(([made]) => print(made))
  // It is awaited in its turn: until then its failure is nobody's.
  printed.catch(() => undefined)
  return printed
}

interface Lines {
  readonly stream: AsyncIterable<Uint8Array>
  /** In bytes; 0 where it is not known. */
  readonly size: number
}

async function openLines(terminal: Terminal, path: string): Promise<Lines> {
  if (path === '-') return { stream: bytesOf(terminal.input), size: 0 }
  try {
    const { size } = await stat(path)
    return { stream: bytesOf(createReadStream(path)), size }
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function* bytesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}

function startBar(stream: NodeJS.WritableStream, size: number): SingleBar {
  const bar = new SingleBar({ stream, clearOnComplete: true, format: '{bar} {percentage}% | {eta_formatted} left' })
  bar.start(size, 0)
  return bar
}
