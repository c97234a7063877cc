import { Problem } from '../../problems/problem.ts'
import { policyNotFound } from './policy-not-found.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** Versions that are read at a time. */
const pageSize = 20

/**
 * The number of the version that was the newest at that time (UTC ISO 8601), to the millisecond of its publication.
 * Problems policy_not_found, policy_version_not_found where the time is before the first.
 */
export async function versionInForce(
  store: Pick<PolicyVersionStore, 'policyVersions'>,
  name: string,
  at: string,
): Promise<number> {
  let before: number | null = null
  for (;;) {
    const page = await store.policyVersions(name, before, pageSize)
    const found = page.find(({ published_at }) => published_at <= at)
    if (found !== undefined) return found.version
    const last = page.at(-1)
    if (last === undefined && before === null) throw policyNotFound(name)
    if (last === undefined || last.version === 1) {
      throw new Problem('policy_version_not_found', `At ${at} the policy "${name}" had no version yet.`, {
        extensions: { policy: name, at },
      })
    }
    before = last.version
  }
}
