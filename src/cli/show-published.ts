import type { Command } from 'commander'
import type { CaseResult } from '../policy/cases/case-result.ts'
import type { BreakingFact } from '../policy/versions/breaking-facts.ts'
import type { PublishedVersion } from '../policy/versions/policies.ts'
import type { Diagnostic } from '../problems/diagnostic.ts'
import { Problem } from '../problems/problem.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { formatFailedCases } from './format-cases.ts'
import { formatDiagnostics } from './format-diagnostics.ts'

/** Tells what was published, and what its text is warned of; `file` is where the text stands. */
export async function showPublished(
  { terminal }: CommandContext,
  command: Command,
  { version, file }: { readonly version: PublishedVersion; readonly file: string },
): Promise<void> {
  const { text: _text, ...told } = version
  if (wantsJson(command)) {
    await terminal.print(jsonDocument({ ...told, changed: true }))
    return
  }
  terminal.warn(formatDiagnostics(file, version.warnings, terminal.color.warn))
  await terminal.print(`${version.name}: version ${version.version} is published and decides from now on\n`)
}

/** Shows a person everything that kept a text from being published. */
export function showFaults(
  { terminal }: CommandContext,
  command: Command,
  { file, error }: { readonly file: string; readonly error: unknown },
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
  terminal.warn(formatDiagnostics(file, diagnostics, terminal.color.warn))
  terminal.warn(formatFailedCases(file, cases, terminal.color.warn))
  for (const { message } of breaking) terminal.warn(`${file}: ${message}\n`)
}
