import { createFaultList } from '../document/fault-list.ts'
import { type ParsedPolicy, parseDocument } from '../parse/parse-policy.ts'
import { lintPolicy } from './lint-policy.ts'

/** Parses a policy text and, where it has no error, adds what {@link lintPolicy} finds; sorted by place. `onStep` hears what is looked at next. */
export function parseAndLint(text: string, onStep: (step: string) => void = () => {}): ParsedPolicy {
  const faults = createFaultList()
  const parsed = parseDocument(text, faults, onStep)
  onStep('what is most likely a slip')
  if (parsed !== null) lintPolicy(parsed.policy, parsed.document, faults)
  return { policy: parsed === null ? null : parsed.policy, diagnostics: faults.sorted() }
}
