import { Problem } from '../problems/problem.ts'

/** The problem of an account without any entry. */
export function accountNotFound(account: string): Problem {
  return new Problem('account_not_found', `No account ${account} is known.`)
}
