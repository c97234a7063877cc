import { parseAndLint } from '../policy/lint/parse-and-lint.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { unpublishedVersion } from '../policy/versions/unpublished-version.ts'
import { Problem } from '../problems/problem.ts'
import { systemClock } from '../time/clock.ts'
import { versionNumber } from './expected-version.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { readPolicy } from './read-policy.ts'
import type { Terminal } from './terminal.ts'

/** The policy text of a file, `-` for standard input. Problem invalid_policy after its faults were shown. */
export async function readPolicyText(terminal: Terminal, path: string): Promise<PolicyVersion> {
  const source = await readPolicy(terminal, path)
  const { policy, diagnostics } = parseAndLint(source.text)
  if (policy !== null) return unpublishedVersion(policy.name, source.text, systemClock)
  terminal.warn(formatDiagnostics(source, diagnostics, terminal.color.warn))
  throw new Problem('invalid_policy', `${path} is not valid: nothing can be decided by it`)
}

/** `NAME@N` for version N of a policy; null for anything else, such as the name of a file. */
export function readNamedVersion(text: string): { readonly name: string; readonly version: number } | null {
  const { name, version } = /^(?<name>[a-z0-9-]+)@(?<version>[1-9]\d{0,8})$/u.exec(text)?.groups ?? {}
  return name === undefined || version === undefined ? null : { name, version: versionNumber(version) }
}
