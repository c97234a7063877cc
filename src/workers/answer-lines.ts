import type { Line } from '../lines/split-lines.ts'
import { Problem } from '../problems/problem.ts'

/** One line of JSON for each line that was not empty, and how many of them were refused. */
export interface TrialAnswer {
  readonly text: string
  readonly refused: number
}

type DecideFacts = (facts: unknown) => Promise<unknown>

/** Decides lines, each by itself, nested facts as JSON: prints the decision, or `{"line", "error"}` where a line is refused. */
export async function answerLines(decide: DecideFacts, lines: readonly Line[]): Promise<TrialAnswer> {
  let [text, refused] = ['', 0]
  for (const line of lines) {
    const answer = await answerLine(decide, line)
    if (answer === null) continue
    if ('error' in answer) refused += 1
    text += `${JSON.stringify('error' in answer ? answer : answer.decision)}\n`
  }
  return { text, refused }
}

/** Each line is decoded by itself: nothing of one is left for the next. */
const decoder = new TextDecoder()

type Answer = { readonly decision: unknown } | { readonly line: number; readonly error: object } | null

/** Null for an empty line. */
async function answerLine(decide: DecideFacts, { number: line, bytes }: Line): Promise<Answer> {
  if (bytes === null) return { line, error: { code: 'payload_too_large', detail: 'The line is too long.' } }
  const text = decoder.decode(bytes)
  if (text.trim() === '') return null
  try {
    return { decision: await decide(JSON.parse(text)) }
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { line, error: { code: 'invalid_request', detail: 'The line holds no JSON.' } }
    }
    if (!(error instanceof Problem)) throw error
    const { code, detail, extensions } = error
    return { line, error: { ...extensions, code, detail } }
  }
}
