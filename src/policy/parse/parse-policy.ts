import type { Diagnostic } from '../../problems/diagnostic.ts'
import { lintPolicy } from '../lint/lint-policy.ts'
import type { Policy } from '../model/policy.ts'
import { buildPolicy } from './build-policy.ts'
import { checkForm } from './check-form.ts'
import { createFaultList, tellIncomplete } from './fault-list.ts'
import { readDocument } from './read-document.ts'

export interface ParsedPolicy {
  /** Null exactly when a diagnostic is an error. */
  readonly policy: Policy | null
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads and checks a policy text: every fault with its place and how to mend it, sorted by place; the
 * policy only if none is an error. Never throws, and bounds its own work, whatever the text.
 */
export function parsePolicy(text: string): ParsedPolicy {
  const faults = createFaultList()
  const root = readDocument(text, faults)
  if (root === null) return { policy: null, diagnostics: faults.sorted() }
  checkForm(root, faults)
  const policy = root.kind === 'map' ? buildPolicy(root, faults) : null
  if (policy !== null && !faults.failed()) lintPolicy(policy, root, faults)
  if (policy === null) tellIncomplete(root, faults)
  return { policy: faults.failed() ? null : policy, diagnostics: faults.sorted() }
}
