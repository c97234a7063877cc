import type { Diagnostic } from '../../problems/diagnostic.ts'
import { checkForm } from '../document/check-form.ts'
import type { DocumentNode } from '../document/document-node.ts'
import { createFaultList, type FaultList, tellIncomplete } from '../document/fault-list.ts'
import { readDocument } from '../document/read-document.ts'
import type { Policy } from '../model/policy.ts'
import { buildPolicy } from './build-policy.ts'
import { withoutRestingRules } from './without-resting-rules.ts'

/** What became of a text: a policy, or at least one error. */
export interface ParsedPolicy {
  /** Null exactly when a diagnostic is an error. */
  readonly policy: Policy | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Longer texts are not kept in memory for being read again. Characters. */
const longestKept = 100_000
let kept: { readonly text: string; readonly parsed: ParsedPolicy } | null = null

/**
 * Reads and checks a policy text: every fault with its place and how to mend it, sorted by place; the
 * policy only if none is an error. Never throws, and bounds its own work, whatever the text. A text that was read last is
 * not read again: who publishes one asks for its name first, and makes it ready afterwards.
 */
export function parsePolicy(text: string): ParsedPolicy {
  if (kept?.text === text) return kept.parsed
  const faults = createFaultList()
  const document = parseDocument(text, faults)
  const parsed = { policy: document === null ? null : document.policy, diagnostics: faults.sorted() }
  if (text.length <= longestKept) kept = { text, parsed }
  return parsed
}

/**
 * The policy of a text with the document that it was built from, without rules that are off; null exactly when an error was added to the faults.
 * `onStep` hears what is looked at next.
 */
export function parseDocument(
  text: string,
  faults: FaultList,
  onStep: (step: string) => void = () => {},
): { readonly policy: Policy; readonly document: DocumentNode } | null {
  onStep('its YAML')
  const document = readDocument(text, faults)
  if (document === null) return null
  onStep('its keys and values')
  checkForm(document, faults)
  onStep('its names, formulas and conditions')
  const built = document.kind === 'map' ? withoutRestingRules(document) : document
  const policy = built.kind === 'map' ? buildPolicy(built, document, faults) : null
  if (policy === null) tellIncomplete(document, faults)
  return policy === null || faults.failed() ? null : { policy, document: built }
}
