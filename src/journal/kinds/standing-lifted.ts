import { objectOf } from '../model/form.ts'
import { type AccountFold, kindOf } from '../model/kind.ts'
import { contributed, isWorse } from '../model/standing.ts'
import type { Contribution, RunningState, Standing } from '../model/state.ts'
import { standingForm } from '../model/state-forms.ts'

/** What an entry of the kind `standing_lifted` was asked. */
export interface StandingLiftedRequest {
  /** The standing before. */
  readonly from: Standing
}

/** What an entry of the kind `standing_lifted` answered. */
export interface StandingLiftedResult {
  readonly standing: Standing
}

/** A person lowered an account's standing. */
export const standingLifted = kindOf<StandingLiftedRequest, StandingLiftedResult>({
  request: objectOf<StandingLiftedRequest>({ from: standingForm }),
  result: objectOf<StandingLiftedResult>({ standing: standingForm }),
  account: (before, { result }) => lifted(before, result.standing),
})

function lifted(before: RunningState, standing: Standing): AccountFold {
  const lower = (contribution: Contribution): Contribution =>
    isWorse(contributed(contribution), standing) ? { ...contribution, lifted_to: standing } : contribution
  const contributions = Object.entries(before.contributions).map(([dispute, one]) => [dispute, lower(one)] as const)
  return { ...before, contributions: Object.fromEntries(contributions) }
}
