import { sha256 } from '../../fingerprint/fingerprint.ts'
import { Problem } from '../../problems/problem.ts'
import type { Clock } from '../../time/clock.ts'
import { formatInstant } from '../../time/instant.ts'
import type { JudgeCase } from '../cases/run-cases.ts'
import { checkPolicy } from './check-policy.ts'
import type { PublishCommand } from './policies.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** Writes to the administrative log that a version was published; writing it twice is the same as once. */
type RecordPublished = (version: PolicyVersion) => Promise<void>

/** What publishing needs: the store, the time, the judge of cases, and the administrative log. */
export interface PublishDeps {
  readonly store: PolicyVersionStore
  readonly clock: Clock
  readonly judgeCase: JudgeCase
  readonly recordPublished: RecordPublished
}

type Newest = PolicyVersion | null

/**
 * Appends the next version if text and expectation hold; see {@link Policies}. The version counts
 * from the append on: if only the log entry fails afterwards, the error is thrown and the entry
 * is made up for at the next start.
 */
export async function publishPolicy(deps: PublishDeps, command: PublishCommand): Promise<PolicyVersion> {
  assertExpected(command, await deps.store.newestPolicyVersion(command.name))
  await assertSound(deps.judgeCase, command)
  for (;;) {
    const newest = await deps.store.newestPolicyVersion(command.name)
    assertExpected(command, newest)
    const version = nextVersion(command, newest, deps.clock.now())
    await assertNew(deps.store, command, { newest, digest: version.sha256 })
    if (await deps.store.appendPolicyVersion(version)) {
      await deps.recordPublished(version)
      return version
    }
  }
}

function assertExpected({ name, expected }: PublishCommand, newest: Newest): void {
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

async function assertSound(judgeCase: JudgeCase, { name, text }: PublishCommand): Promise<void> {
  const { valid, diagnostics, cases } = await checkPolicy(judgeCase, name, text)
  if (valid) return
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    throw new Problem('invalid_policy', `The text has ${count(errors.length, 'fault')}; nothing was published.`, {
      extensions: { diagnostics },
    })
  }
  const failed = cases.filter(({ differences }) => differences.length > 0)
  throw new Problem(
    'policy_cases_failed',
    `${count(failed.length, 'case')} of ${cases.length} came out otherwise than expected; nothing was published.`,
    { extensions: { cases: failed } },
  )
}

async function assertNew(
  store: PolicyVersionStore,
  { name, expected }: PublishCommand,
  { newest, digest }: { readonly newest: Newest; readonly digest: string },
): Promise<void> {
  if (newest === null) return
  if (newest.sha256 === digest) {
    throw new Problem('policy_unchanged', `The text is that of version ${newest.version}, which is active.`, {
      extensions: { current_version: newest.version },
    })
  }
  const older = expected === 'any' ? await store.policyVersionBySha256(name, digest) : null
  if (older === null) return
  throw new Problem(
    'policy_superseded',
    `The text is that of version ${older.version}; publishing it would undo version ${newest.version}.`,
    { extensions: { version: older.version, current_version: newest.version } },
  )
}

function nextVersion(command: PublishCommand, newest: Newest, now: number): PolicyVersion {
  const publishedAt = formatInstant(now)
  return {
    name: command.name,
    version: (newest?.version ?? 0) + 1,
    sha256: sha256(command.text),
    text: command.text,
    author: command.author,
    reason: command.reason,
    // Clocks of several machines differ; the times of versions never run backwards.
    published_at: newest !== null && newest.published_at > publishedAt ? newest.published_at : publishedAt,
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
