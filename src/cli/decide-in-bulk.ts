import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { SingleBar } from 'cli-progress'
import { Problem } from '../problems/problem.ts'
import type { TrialPolicy } from '../workbench.ts'
import { failureOf } from './command-fault.ts'
import { unreadable } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/**
 * Decides every line of the file by itself, in its order, and prints one JSON object a line: the
 * decision, or `{"line", "error"}` where the line is refused. Resolves to the number refused. Holds
 * one line in memory; draws a bar where somebody watches.
 */
export async function decideInBulk(terminal: Terminal, trial: TrialPolicy, path: string): Promise<number> {
  const input = await openLines(terminal, path)
  const bar = terminal.progress === null || input.size === 0 ? null : startBar(terminal.progress, input.size)
  let line = 0
  let refused = 0
  let read = 0
  try {
    for await (const text of createInterface({ input: input.stream, crlfDelay: Infinity })) {
      line += 1
      read += Buffer.byteLength(text) + 1
      if (text.trim() !== '') {
        const answer = await answerLine(trial, text)
        if ('error' in answer) refused += 1
        await terminal.print(`${JSON.stringify('error' in answer ? { line, ...answer } : answer.decision)}\n`)
      }
      bar?.update(Math.min(read, input.size))
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined ? error : unreadable(path, error)
  } finally {
    bar?.stop()
  }
  return refused
}

type Answer = { readonly decision: unknown } | { readonly error: object }

async function answerLine(trial: TrialPolicy, text: string): Promise<Answer> {
  try {
    return { decision: await trial.decide(JSON.parse(text)) }
  } catch (error) {
    if (error instanceof SyntaxError) return { error: { code: 'invalid_request', detail: 'The line holds no JSON.' } }
    if (!(error instanceof Problem)) throw error
    const { code, detail, extensions } = failureOf(error)
    return { error: { ...extensions, code, detail } }
  }
}

interface Lines {
  readonly stream: NodeJS.ReadableStream
  /** In bytes; 0 where it is not known. */
  readonly size: number
}

async function openLines(terminal: Terminal, path: string): Promise<Lines> {
  if (path === '-') return { stream: terminal.input, size: 0 }
  try {
    const { size } = await stat(path)
    return { stream: createReadStream(path), size }
  } catch (error) {
    throw unreadable(path, error)
  }
}

function startBar(stream: NodeJS.WritableStream, size: number): SingleBar {
  const bar = new SingleBar({ stream, clearOnComplete: true, format: '{bar} {percentage}% | {eta_formatted} left' })
  bar.start(size, 0)
  return bar
}
