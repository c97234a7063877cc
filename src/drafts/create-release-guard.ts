import type { ReleaseGuard } from '../policy/versions/release-guard.ts'
import { Problem } from '../problems/problem.ts'
import type { GateChecks } from './gate-check.ts'
import { gateFaults, gateProblem } from './gate-faults.ts'
import { usualRelease } from './release-settings.ts'
import type { ReleaseSettingsStore } from './release-settings-store.ts'

/** What the guard asks. */
export interface ReleaseGuardDeps {
  readonly store: Pick<ReleaseSettingsStore, 'releaseSettings'>
  readonly gateChecks: GateChecks
}

/** Holds every text that is published without a draft to the settings of its policy. */
export function createReleaseGuard({ store, gateChecks }: ReleaseGuardDeps): ReleaseGuard {
  const rulesOf = async (policy: string) => (await store.releaseSettings(policy)) ?? usualRelease
  return {
    assertDirect: async (policy) => {
      if (!(await rulesOf(policy)).four_eyes) return
      throw new Problem(
        'draft_required',
        `For the policy "${policy}" four eyes are set: make a draft (POST /v1/policies/${policy}/drafts; refund-policy ` +
          'draft new), let a second person approve it, and publish that. An old text comes back by a draft from its ' +
          'version. Where money must stop at once: POST /v1/approvals/pause; refund-policy approvals pause.',
      )
    },
    assertWithinGate: async (candidate) => {
      const { publish_gate: gate } = await rulesOf(candidate.policy)
      const problem = gateProblem(await gateFaults(gateChecks, gate, { candidate, isQuick: false }))
      if (problem !== null) throw problem
    },
  }
}
