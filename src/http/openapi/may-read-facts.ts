import type { Role } from '../../access/role.ts'
import { rolesOf } from './operation-roles.ts'

/** Whether one of the roles may read what decisions were decided on. */
export function mayReadFacts(roles: readonly Role[]): boolean {
  return roles.some((role) => rolesOf('getDecision').includes(role))
}
