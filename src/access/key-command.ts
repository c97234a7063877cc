import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { parseInstant } from '../time/instant.ts'
import { type ReviewLevels, type Role, roles } from './role.ts'
import { isBuiltInAuthor } from './visible-name.ts'

const longestName = 100
/** The name if it can be a key's; otherwise a Problem invalid_request. */
export function checkedName(name: string): string {
  const fault =
    name.trim() !== name || name === ''
      ? 'is not empty and has no blanks around it'
      : name.length > longestName
        ? `has at most ${longestName} characters`
        : /[\p{Cc}\p{Cs}]/u.test(name)
          ? 'has no control characters'
          : /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(name)
            ? 'has no invisible characters'
            : isBuiltInAuthor(name)
              ? 'is not that of one who acts without a key, such as system'
              : null
  if (fault !== null) throw new Problem('invalid_request', `The name of an API key ${fault}.`)
  return name
}

/** The roles, each once, in the order in which they are documented; none or an unknown one is a Problem invalid_request. */
export function checkedRoles(wanted: readonly Role[]): readonly Role[] {
  const unknown = wanted.filter((role) => !roles.includes(role))
  if (wanted.length === 0 || unknown.length > 0) {
    throw new Problem('invalid_request', `An API key has at least one of the roles ${roles.join(', ')}.`)
  }
  return roles.filter((role) => wanted.includes(role))
}

const policyOrAll = /^(?:\*|[a-z0-9][a-z0-9_-]{0,63})$/u

/** The levels if they can be a key's: a level for each policy, of a key that reviews; otherwise a Problem invalid_request. */
export function checkedReviewLevels(levels: ReviewLevels, held: readonly Role[]): ReviewLevels {
  const entries = Object.entries(levels)
  const fault =
    entries.length > 0 && !held.includes('review')
      ? 'need the role review'
      : entries.some(([policy]) => !policyOrAll.test(policy))
        ? 'stand by the name of a policy, or by * for all'
        : entries.some(([, level]) => level.trim() !== level || level === '' || level.length > longestName)
          ? `have 1 to ${longestName} characters without blanks around them`
          : null
  if (fault !== null) throw new Problem('invalid_request', `The review levels of an API key ${fault}.`)
  return levels
}

/** The time until which a key opens anything, as it is stored; a Problem invalid_request unless it is to come. */
export function checkedExpiry(expiresAt: string | null, now: number): string | null {
  if (expiresAt === null) return null
  const instant = givenInstant(expiresAt)
  if (parseInstant(instant) > now) return instant
  throw new Problem('invalid_request', `An API key expires after it is made, not at ${instant}.`)
}

/** The problem of an id that is unknown, revoked or expired. */
export function apiKeyNotFound(id: string): Problem {
  return new Problem('api_key_not_found', `No API key with the id "${id}" is in use.`)
}

/** A secret that was given to us, if it is long enough and can be sent in a header; otherwise a Problem invalid_configuration. */
export function checkedSecret(secret: string): string {
  if (/^[!-~]{32,256}$/u.test(secret)) return secret
  throw new Problem(
    'invalid_configuration',
    'The admin key must have 32 to 256 characters: letters, digits and signs without blanks.',
  )
}
