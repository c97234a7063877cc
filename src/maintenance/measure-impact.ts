import { createImpactCount, type ImpactQuestion } from '../decisions/count-impact.ts'
import type { Impact } from '../decisions/impact.ts'
import { type ReplayDeps, replayInBlocks } from './replay-store.ts'

/** Which recorded decisions are looked at; times are UTC ISO 8601, `from` inclusive, `to` exclusive. */
export interface ImpactRequest extends ImpactQuestion {
  readonly from?: string
  readonly to?: string
}

/**
 * Decides recorded decisions of a policy again by another text of it, and adds up what it would have changed: each on its
 * own facts and in its own circumstances, but for what would have been credited to its order before. In constant memory.
 */
export async function measureImpact(deps: ReplayDeps, request: ImpactRequest): Promise<Impact> {
  const { policy, by, only, top: _, ...period } = request
  const count = createImpactCount(request)
  await replayInBlocks(
    deps,
    { policy, by, only, ...period },
    {
      follows: true,
      hear: (done) => {
        count.hear(done)
        deps.onProgress(count.decisions())
      },
    },
  )
  return count.impact()
}
