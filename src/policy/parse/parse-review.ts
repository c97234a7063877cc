import type { ReviewDefaults } from '../policy.ts'
import { child, type DocumentNode, textOf } from './document-node.ts'
import { type FaultList, quote } from './fault-list.ts'
import { parseNames } from './parse-settings.ts'
import { readDuration } from './read-duration.ts'
import { declaredNames, suggestion } from './suggestion.ts'

const hour = 3_600_000

/** Levels and times of reviews that no rule words: [reviewer], 24 h and 72 h where nothing is said. */
export function parseReview(node: DocumentNode | undefined, faults: FaultList): ReviewDefaults {
  const given = parseNames(child(node, 'levels'), faults)
  const levels = given.length === 0 ? ['reviewer'] : given
  const levelNode = child(node, 'level')
  const level = textOf(levelNode) ?? levels[0] ?? 'reviewer'
  if (levelNode !== undefined && !levels.includes(level)) {
    faults.add(levelNode, {
      code: 'unknown_level',
      message: `There is no review level ${quote(level)}.${suggestion(level, levels)}`,
      hint: declaredNames(levels, 'Declare it under review.levels.'),
    })
  }
  const targetMilliseconds = readDuration(child(node, 'target'), faults)
  const dueMilliseconds = readDuration(child(node, 'due'), faults)
  const target = targetMilliseconds ?? Math.min(24 * hour, dueMilliseconds ?? 24 * hour)
  const due = dueMilliseconds ?? Math.max(72 * hour, target)
  const late = child(node, 'target')
  if (late !== undefined && target > due) faults.add(late, targetAfterDue)
  return { levels, level, targetMilliseconds: target, dueMilliseconds: due }
}

export const targetAfterDue = {
  code: 'target_after_due',
  message: 'The target lies after the time at which it is due.',
  hint: 'Make target at most as long as due.',
}
