import type { Diagnostic } from '../../problems/diagnostic.ts'
import { Problem } from '../../problems/problem.ts'
import type { PolicyCheck, PublishCommand } from './policies.ts'
import type { PolicyVersion } from './policy-version.ts'

type Newest = PolicyVersion | null

/** Why a text with these findings is not published at all; null where it may be. */
export function checkFault({ valid, diagnostics, cases }: PolicyCheck): Problem | null {
  if (valid) return null
  const errors = errorsFault(diagnostics)
  if (errors !== null) return errors
  const failed = cases.filter(({ differences }) => differences.length > 0)
  return new Problem(
    'policy_cases_failed',
    `${count(failed.length, 'case')} of ${cases.length} came out otherwise than expected; nothing was published.`,
    { extensions: { cases: failed } },
  )
}

/** A Problem invalid_policy where one of the diagnostics is an error. */
export function errorsFault(diagnostics: readonly Diagnostic[]): Problem | null {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return null
  return new Problem('invalid_policy', `The text has ${count(errors.length, 'fault')}; nothing was published.`, {
    extensions: { diagnostics },
  })
}

/** A Problem version_conflict where the newest version is not the one that was expected. */
export function expectationFault(
  { name, expected }: Pick<PublishCommand, 'name' | 'expected'>,
  newest: Newest,
): Problem | null {
  const current = newest?.version ?? null
  if (expected === 'any' || (expected === 'absent' ? current === null : current === expected)) return null
  const detail =
    current === null
      ? `The policy "${name}" has no version yet, so version ${expected} cannot have been edited.`
      : expected === 'absent'
        ? `The policy "${name}" exists already; its newest version is ${current}.`
        : `Version ${expected} of the policy "${name}" was edited, but its newest version is ${current}.`
  return new Problem('version_conflict', detail, { extensions: { current_version: current } })
}

/** A Problem policy_unchanged where the text with the digest decides already. */
export function unchangedFault(digest: string, newest: Newest): Problem | null {
  if (newest === null || newest.retired === true || newest.sha256 !== digest) return null
  return new Problem('policy_unchanged', `The text is that of version ${newest.version}, which is active.`, {
    extensions: { current_version: newest.version },
  })
}

/** A Problem policy_breaks_callers where callers of the newest version would be refused. */
export function breakingFault({ breaking }: Pick<PolicyCheck, 'breaking'>, newest: Newest): Problem | null {
  if (newest === null || breaking.length === 0) return null
  return new Problem(
    'policy_breaks_callers',
    `Compared with version ${newest.version}: ${breaking.map(({ message }) => message).join('; ')}. ` +
      'Nothing was published; accept_breaking publishes it all the same.',
    { extensions: { breaking, current_version: newest.version } },
  )
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
