import type { Command } from 'commander'
import type { CaseResult } from '../policy/cases/case-result.ts'
import type { BreakingFact } from '../policy/versions/breaking-facts.ts'
import type { PublishedVersion } from '../policy/versions/policies.ts'
import type { Diagnostic } from '../problems/diagnostic.ts'
import { Problem } from '../problems/problem.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { formatFailedCases } from './format-cases.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import type { PolicySource } from './read-policy.ts'

/** Tells what was published, and what its text is warned of; `source` is where the text stands. */
export async function showPublished(
  { terminal }: CommandContext,
  command: Command,
  { version, source }: { readonly version: PublishedVersion; readonly source: Pick<PolicySource, 'placeOf'> },
): Promise<void> {
  const { text: _text, ...told } = version
  if (wantsJson(command)) {
    await terminal.print(jsonDocument({ ...told, changed: true }))
    return
  }
  terminal.warn(formatDiagnostics(source, version.warnings, terminal.color.warn))
  await terminal.print(`${version.name}: version ${version.version} is published and decides from now on\n`)
}

/** Shows a person everything that kept a text from being published. */
export function showFaults(
  { terminal }: CommandContext,
  command: Command,
  { source, error }: { readonly source: Omit<PolicySource, 'text'>; readonly error: unknown },
): void {
  if (wantsJson(command) || !(error instanceof Problem)) return
  const {
    diagnostics = [],
    cases = [],
    breaking = [],
  } = error.extensions as {
    readonly diagnostics?: readonly Diagnostic[]
    readonly cases?: readonly CaseResult[]
    readonly breaking?: readonly BreakingFact[]
  }
  terminal.warn(formatDiagnostics(source, diagnostics, terminal.color.warn))
  terminal.warn(formatFailedCases(source, cases, terminal.color.warn))
  for (const { message } of breaking) terminal.warn(`${source.name}: ${message}\n`)
}
