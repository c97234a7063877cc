import type { Policies } from '../policy/versions/policies.ts'
import { decidableEntry, type FindDecisionsDeps } from './find-decisions.ts'
import { findFlips } from './find-flips.ts'
import type { Flips } from './flip.ts'

/** What would have flipped a stored decision. Problems decision_not_found, decision_erased. */
export async function flipsOf(
  deps: { readonly store: FindDecisionsDeps['store']; readonly policies: Pick<Policies, 'version'> },
  id: string,
  language: string | null,
): Promise<Flips> {
  const { entry, policy } = await decidableEntry(deps.store, id)
  const loaded = await deps.policies.version(policy.name, policy.version)
  return { decision: id, flips: await findFlips(loaded, entry, language) }
}
