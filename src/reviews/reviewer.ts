import { reaches } from '../decisions/review-level.ts'
import { Problem } from '../problems/problem.ts'

/** Who decides: the name of the key, and how far its word goes. */
export interface Reviewer {
  readonly author: string
  /** True for an administrator: every level. */
  readonly isAdmin: boolean
  /** The key's level by policy, or under `*` for all; without one it is the lowest. */
  readonly levels: Readonly<Record<string, string>>
}

/** Refuses an approval above the reviewer's level: Problem review_level_too_low that names the level that it takes. */
export function assertLevel(
  reviewer: Reviewer,
  policy: { readonly name: string; readonly review: { readonly levels: readonly string[] } },
  needed: string,
): void {
  if (reviewer.isAdmin) return
  const { levels } = policy.review
  const level = reviewer.levels[policy.name] ?? reviewer.levels['*'] ?? levels[0] ?? ''
  if (reaches(levels, level, needed)) return
  throw new Problem(
    'review_level_too_low',
    `This needs the level ${needed}; the key ${reviewer.author} has ${level} for the policy ${policy.name}.`,
    { extensions: { needed, level, policy: policy.name } },
  )
}
