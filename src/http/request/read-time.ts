import { formatInstant } from '../../time/instant.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import { requestFaults } from './request-fault.ts'

/** The same instant as the journal writes it, so that both compare as text. Problem invalid_request. */
export function readTime(parameter: string, text: string): string {
  const time = parseTimestamp(text)
  if (time === undefined)
    throw requestFaults([{ parameter, message: 'must be a time as in RFC 3339, with its offset' }])
  return formatInstant(time)
}
