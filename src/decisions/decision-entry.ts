import type { Entry } from '../journal/entry.ts'
import type { Decision } from './decision.ts'

/** What stands where the text was erased. */
const erasedMessage = 'The text of this decision was erased.'

/** The answer as it was given, from the stored entry: never computed again. */
export function decisionOf(entry: Entry): Decision {
  const result = entry.result as unknown as Omit<Decision, 'id' | 'message'>
  const { outcome, label, ...rest } = result
  return {
    id: entry.id,
    outcome,
    ...(label === undefined ? {} : { label }),
    ...rest,
    message: entry.confidential?.message ?? erasedMessage,
  }
}
