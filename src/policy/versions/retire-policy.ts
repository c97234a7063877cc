import type { RetireCommand } from './policies.ts'
import { policyNotFound } from './policy-not-found.ts'
import { policyRetired } from './policy-retired.ts'
import type { PolicyVersion } from './policy-version.ts'
import { assertExpected, nextVersion, type PublishDeps } from './publish-policy.ts'

/**
 * Appends a version with the text of the newest one under which nothing is decided; see {@link Policies}. It is
 * a version like any other, so a process that decides notices it as it notices a publish.
 */
export async function retirePolicy(
  deps: Pick<PublishDeps, 'store' | 'clock' | 'compareTexts' | 'guard' | 'recordPublished'>,
  command: RetireCommand,
): Promise<PolicyVersion> {
  const { name } = command
  for (;;) {
    const newest = await deps.store.newestPolicyVersion(name)
    if (newest === null) throw policyNotFound(name)
    await assertExpected(deps, command, newest)
    if (newest.retired === true) throw policyRetired(newest)
    if (command.release === undefined) await deps.guard.assertDirect(name)
    const next = nextVersion({ ...command, text: newest.text }, newest, deps.clock.now())
    const version: PolicyVersion = { ...next, retired: true }
    if (await deps.store.appendPolicyVersion(version)) {
      await deps.recordPublished(version)
      return version
    }
  }
}
