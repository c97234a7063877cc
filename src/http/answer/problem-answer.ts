import type { Problem } from '../../problems/problem.ts'
import { type Answer, textAnswer } from './answer.ts'
import { type ProblemDocument, problemDocument, problemMediaType } from './problem-json.ts'

/** The problem as an answer; `allow` lists a path's methods for method_not_allowed. */
export function problemAnswer(problem: Problem, requestId: string, allow: string | null = null): Answer {
  const document = problemDocument(problem, requestId)
  return textAnswer(
    document.status,
    { mediaType: problemMediaType, text: JSON.stringify(document) },
    { ...headersOf(document), ...(allow === null ? {} : { Allow: allow }) },
  )
}

function headersOf({ status, retry_after }: ProblemDocument): Readonly<Record<string, string>> {
  switch (status) {
    case 401:
      return { 'WWW-Authenticate': 'Bearer realm="refund-policy"' }
    case 413:
      return { Connection: 'close' }
    case 429:
      return { 'Retry-After': String(retry_after) }
    case 503:
      return { 'Retry-After': '1' }
    default:
      return {}
  }
}
