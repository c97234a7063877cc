import { sha256 } from '../../fingerprint/fingerprint.ts'
import { Problem } from '../../problems/problem.ts'
import type { Clock } from '../../time/clock.ts'
import { formatInstant } from '../../time/instant.ts'
import type { CheckPolicyText } from './check-policy.ts'
import { type ConflictDeps, conflictBetween } from './conflict-between.ts'
import type { PolicyCheck, PublishCommand, PublishedVersion } from './policies.ts'
import { policyRetired } from './policy-retired.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'
import { breakingFault, checkFault, expectationFault, unchangedFault } from './publish-faults.ts'
import type { ReleaseGuard } from './release-guard.ts'

/** Writes to the administrative log that a version was published; writing it twice is the same as once. */
type RecordPublished = (version: PolicyVersion) => Promise<void>

/** What publishing needs: the store, the time, who checks texts, who may say no, and the administrative log. */
export interface PublishDeps extends ConflictDeps {
  readonly store: PolicyVersionStore
  readonly clock: Clock
  readonly checkText: CheckPolicyText
  readonly guard: ReleaseGuard
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
    await assertExpected(deps, command, newest)
    if (command.release === undefined) await deps.guard.assertDirect(command.name)
    const against = newest?.text ?? null
    if (checked === null || checked.against !== against) {
      checked = { against, check: await soundCheck(deps.checkText, { ...command, before: against }) }
    }
    const { check } = checked
    const version = nextVersion(command, newest, deps.clock.now())
    throwUnlessNull(unchangedFault(version.sha256, newest))
    if (!mayUndo) await assertUndoesNothing(deps.store, version, newest)
    if (command.acceptBreaking !== true) throwUnlessNull(breakingFault(check, newest))
    if (command.release === undefined) {
      await deps.guard.assertWithinGate({ policy: command.name, text: command.text, check, before: newest })
    }
    if (await deps.store.appendPolicyVersion(version)) {
      await deps.recordPublished(version)
      return { ...version, warnings: check.diagnostics }
    }
  }
}

/** A Problem version_conflict, with what was published meanwhile, where the newest version is not the one that was expected. */
export async function assertExpected(
  deps: ConflictDeps,
  command: Pick<PublishCommand, 'name' | 'expected'>,
  newest: Newest,
): Promise<void> {
  const fault = expectationFault(command, newest)
  if (fault !== null) throw await conflictBetween(deps, command, fault)
}

function throwUnlessNull(problem: Problem | null): void {
  if (problem !== null) throw problem
}

/** The check of a text that may be published. */
async function soundCheck(
  checkText: CheckPolicyText,
  { name, text, before }: Pick<PublishCommand, 'name' | 'text'> & { readonly before: string | null },
): Promise<PolicyCheck> {
  const check = await checkText({ name, text, before })
  throwUnlessNull(checkFault(check))
  return check
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

/** The version that follows the newest one. */
export function nextVersion(
  { name, text, author, reason, release }: Pick<PublishCommand, 'name' | 'text' | 'author' | 'reason' | 'release'>,
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
    ...(release === undefined ? {} : { release }),
  }
}
