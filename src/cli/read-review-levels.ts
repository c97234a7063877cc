import type { ReviewLevels } from '../access/role.ts'
import { CommandFault } from './command-fault.ts'

/** Levels of reviewers as they are given, POLICY=LEVEL each; anything else is a CommandFault. */
export function readReviewLevels(given: readonly string[]): ReviewLevels {
  return Object.fromEntries(
    given.map((text) => {
      const [policy = '', level = '', ...more] = text.split('=')
      if (policy !== '' && level !== '' && more.length === 0) return [policy, level] as const
      throw new CommandFault(`--review-level ${text} names no policy and level: write it like smm-panel=manager`)
    }),
  )
}
