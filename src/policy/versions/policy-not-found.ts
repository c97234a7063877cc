import { Problem } from '../../problems/problem.ts'

/** The problem of a name under which nothing was ever published. */
export function policyNotFound(name: string): Problem {
  return new Problem('policy_not_found', `No policy is called "${name}".`, { extensions: { policy: name } })
}
