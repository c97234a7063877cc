import { sha256 } from '../../fingerprint/fingerprint.ts'
import type { Diagnostic } from '../../problems/diagnostic.ts'
import { Problem } from '../../problems/problem.ts'
import type { Clock } from '../../time/clock.ts'
import { formatInstant } from '../../time/instant.ts'
import type { CheckPolicyText } from './check-policy.ts'
import type { PolicyCheck, PublishCommand, PublishedVersion } from './policies.ts'
import { policyRetired } from './policy-retired.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** Writes to the administrative log that a version was published; writing it twice is the same as once. */
type RecordPublished = (version: PolicyVersion) => Promise<void>

/** What publishing needs: the store, the time, who checks texts, and the administrative log. */
export interface PublishDeps {
  readonly store: PolicyVersionStore
  readonly clock: Clock
  readonly checkText: CheckPolicyText
  readonly recordPublished: RecordPublished
}

type Newest = PolicyVersion | null

interface PublishOptions {
  /** Whether it may bring back an older text, or a policy that was retired. */
  readonly mayUndo: boolean
}

/**
 * Appends the next version if text and expectation hold; see {@link Policies}. The version counts
 * from the append on: if only the log entry fails afterwards, the error is thrown and the entry
 * is made up for at the next start.
 */
export async function publishPolicy(
  deps: PublishDeps,
  command: PublishCommand,
  { mayUndo }: PublishOptions = { mayUndo: command.expected !== 'any' },
): Promise<PublishedVersion> {
  let checked: { readonly against: string | null; readonly check: PolicyCheck } | null = null
  for (;;) {
    const newest = await deps.store.newestPolicyVersion(command.name)
    assertExpected(command, newest)
    const against = newest?.text ?? null
    if (checked === null || checked.against !== against) {
      checked = { against, check: await soundCheck(deps.checkText, { ...command, before: against }) }
    }
    const { check } = checked
    const version = nextVersion(command, newest, deps.clock.now())
    assertChanges(version, newest)
    if (!mayUndo) await assertUndoesNothing(deps.store, version, newest)
    assertBreaksNobody(command, newest, check)
    if (await deps.store.appendPolicyVersion(version)) {
      await deps.recordPublished(version)
      return { ...version, warnings: check.diagnostics }
    }
  }
}

/** A Problem version_conflict where the newest version is not the one that was expected. */
export function assertExpected({ name, expected }: Pick<PublishCommand, 'name' | 'expected'>, newest: Newest): void {
  const current = newest?.version ?? null
  if (expected === 'any' || (expected === 'absent' ? current === null : current === expected)) return
  const detail =
    current === null
      ? `The policy "${name}" has no version yet, so version ${expected} cannot have been edited.`
      : expected === 'absent'
        ? `The policy "${name}" exists already; its newest version is ${current}.`
        : `Version ${expected} of the policy "${name}" was edited, but its newest version is ${current}.`
  throw new Problem('version_conflict', detail, { extensions: { current_version: current } })
}

/** The check of a text that may be published. */
async function soundCheck(
  checkText: CheckPolicyText,
  { name, text, before }: Pick<PublishCommand, 'name' | 'text'> & { readonly before: string | null },
): Promise<PolicyCheck> {
  const check = await checkText({ name, text, before })
  const { valid, diagnostics, cases } = check
  if (valid) return check
  assertNoErrors(diagnostics)
  const failed = cases.filter(({ differences }) => differences.length > 0)
  throw new Problem(
    'policy_cases_failed',
    `${count(failed.length, 'case')} of ${cases.length} came out otherwise than expected; nothing was published.`,
    { extensions: { cases: failed } },
  )
}

/** Problem invalid_policy where one of the diagnostics is an error. */
export function assertNoErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  throw new Problem('invalid_policy', `The text has ${count(errors.length, 'fault')}; nothing was published.`, {
    extensions: { diagnostics },
  })
}

function assertChanges({ sha256: digest }: PolicyVersion, newest: Newest): void {
  if (newest === null || newest.retired === true || newest.sha256 !== digest) return
  throw new Problem('policy_unchanged', `The text is that of version ${newest.version}, which is active.`, {
    extensions: { current_version: newest.version },
  })
}

async function assertUndoesNothing(
  store: PolicyVersionStore,
  { name, sha256: digest }: PolicyVersion,
  newest: Newest,
): Promise<void> {
  if (newest === null) return
  if (newest.retired === true) throw policyRetired(newest)
  const older = await store.policyVersionBySha256(name, digest)
  if (older === null) return
  throw new Problem(
    'policy_superseded',
    `The text is that of version ${older.version}; publishing it would undo version ${newest.version}.`,
    { extensions: { version: older.version, current_version: newest.version } },
  )
}

function assertBreaksNobody(
  { acceptBreaking = false }: PublishCommand,
  newest: Newest,
  { breaking }: Pick<PolicyCheck, 'breaking'>,
): void {
  if (acceptBreaking) return
  if (newest === null || breaking.length === 0) return
  throw new Problem(
    'policy_breaks_callers',
    `Compared with version ${newest.version}: ${breaking.map(({ message }) => message).join('; ')}. ` +
      'Nothing was published; accept_breaking publishes it all the same.',
    { extensions: { breaking, current_version: newest.version } },
  )
}

/** The version that follows the newest one. */
export function nextVersion(
  { name, text, author, reason }: Pick<PublishCommand, 'name' | 'text' | 'author' | 'reason'>,
  newest: Newest,
  now: number,
): PolicyVersion {
  const publishedAt = formatInstant(now)
  return {
    name,
    version: (newest?.version ?? 0) + 1,
    sha256: sha256(text),
    text,
    author,
    reason,
    // Clocks of several machines differ; the times of versions never run backwards.
    published_at: newest !== null && newest.published_at > publishedAt ? newest.published_at : publishedAt,
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
