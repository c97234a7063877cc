import { Problem } from '../problems/problem.ts'
import { formatInstant } from './instant.ts'
import { parseTimestamp } from './parse-timestamp.ts'

/** An instant that a person or backend names (RFC 3339 with offset), as entries write it: Problem invalid_request for anything else. */
export function givenInstant(text: string): string {
  const milliseconds = parseTimestamp(text)
  if (milliseconds !== undefined) return formatInstant(milliseconds)
  throw new Problem('invalid_request', `${text} is no date and time with its offset as in RFC 3339.`)
}
