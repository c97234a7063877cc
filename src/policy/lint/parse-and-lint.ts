import { createFaultList } from '../document/fault-list.ts'
import { type ParsedPolicy, parseDocument } from '../parse/parse-policy.ts'
import { lintPolicy } from './lint-policy.ts'

/** Parses a policy text and, where it has no error, adds warnings about what is most likely a slip; sorted by place. */
export function parseAndLint(text: string): ParsedPolicy {
  const faults = createFaultList()
  const parsed = parseDocument(text, faults)
  if (parsed !== null) lintPolicy(parsed.policy, parsed.document, faults)
  return { policy: parsed === null ? null : parsed.policy, diagnostics: faults.sorted() }
}
