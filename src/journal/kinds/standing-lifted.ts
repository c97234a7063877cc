import { objectOf } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import type { Standing } from '../model/state.ts'
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
  account: (before, { result }) => ({ ...before, standing: result.standing }),
})
