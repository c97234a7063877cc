import { Problem } from '../../problems/problem.ts'
import type { PolicyVersion } from './policy-version.ts'

/** The problem of a policy that decides nothing any more. */
export function policyRetired({ name, version, published_at }: PolicyVersion): Problem {
  return new Problem(
    'policy_retired',
    `The policy "${name}" was retired by version ${version} at ${published_at}; it decides again once a text is published over that version.`,
    { extensions: { policy: name, current_version: version } },
  )
}
