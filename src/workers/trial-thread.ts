import type { Line } from '../lines/split-lines.ts'
import { Problem } from '../problems/problem.ts'
import { systemClock } from '../time/clock.ts'
import { createWorkbench, type TrialPolicy } from '../workbench.ts'

/** A policy text, without faults, and what it is tried in; plain data. */
export interface TrialSetting {
  readonly text: string
  /** What the history facts say, the same for every line. */
  readonly history: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch; null: the time at which a line is decided. */
  readonly now: number | null
}

/** Lines to decide, each by itself: nested facts as JSON. */
export interface TrialTask extends TrialSetting {
  readonly lines: readonly Line[]
}

/** One line of JSON for each line that was not empty, and how many of them were refused. */
export interface TrialAnswer {
  readonly text: string
  readonly refused: number
}

/** Decides lines in the thread that runs this file: prints the decision, or `{"line", "error"}` where a line is refused. */
export async function run({ lines, ...setting }: TrialTask): Promise<TrialAnswer> {
  const trial = trialOf(setting)
  const answers: string[] = []
  let refused = 0
  for (const line of lines) {
    const answer = await answerLine(trial, line)
    if (answer === null) continue
    if ('error' in answer) refused += 1
    answers.push(`${JSON.stringify('error' in answer ? answer : answer.decision)}\n`)
  }
  return { text: answers.join(''), refused }
}

let ready: { readonly key: string; readonly trial: TrialPolicy } | null = null

/** The tasks of a thread are mostly of one text: it is compiled once. */
function trialOf({ text, history, now }: TrialSetting): TrialPolicy {
  const key = JSON.stringify([text, history, now])
  if (ready?.key === key) return ready.trial
  const { trial } = createWorkbench().load(text, now === null ? systemClock : { now: () => now }, history)
  if (trial === null) throw new Error('the policy text to decide by cannot be read')
  ready = { key, trial }
  return trial
}

/** Each line is decoded by itself: nothing of one is left for the next. */
const decoder = new TextDecoder()

type Answer = { readonly decision: unknown } | { readonly line: number; readonly error: object } | null

/** Null for an empty line. */
async function answerLine(trial: TrialPolicy, { number: line, bytes }: Line): Promise<Answer> {
  if (bytes === null) return { line, error: { code: 'payload_too_large', detail: 'The line is too long.' } }
  const text = decoder.decode(bytes)
  if (text.trim() === '') return null
  try {
    return { decision: await trial.decide(JSON.parse(text)) }
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { line, error: { code: 'invalid_request', detail: 'The line holds no JSON.' } }
    }
    if (!(error instanceof Problem)) throw error
    const { code, detail, extensions } = error
    return { line, error: { ...extensions, code, detail } }
  }
}
