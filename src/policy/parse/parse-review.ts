import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { ReviewDefaults } from '../model/policy.ts'
import { parseNames } from './parse-settings.ts'
import { readDuration } from './read-duration.ts'

const hour = 3_600_000

/**
 * Levels and times of reviews that no rule words: 24 h and 72 h where nothing is said. Where no levels
 * are declared, they are the default one (reviewer) and those that rules name, as they come.
 */
export function parseReview(root: DocumentNode, faults: FaultList): ReviewDefaults {
  const node = child(root, 'review')
  const given = parseNames(child(node, 'levels'), faults)
  const levelNode = child(node, 'level')
  const level = textOf(levelNode) ?? given[0] ?? 'reviewer'
  const levels = given.length === 0 ? [...new Set([level, ...namedLevels(root)])] : given
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

/** The plain words that rules give as levels, but for the names of facts and derived values. */
function namedLevels(root: DocumentNode): readonly string[] {
  const standalone = child(root, 'default')
  const rulings = [...itemsOf(child(root, 'refunds')), ...(standalone === undefined ? [] : [standalone])]
  const isDeclared = (name: string) =>
    ['facts', 'derived'].some((section) => child(child(root, section), name) !== undefined)
  return rulings
    .map((rule) => textOf(child(child(child(rule, 'then') ?? rule, 'review'), 'level'))?.trim() ?? '')
    .filter((text) => /^[A-Za-z]\w*$/.test(text) && !isDeclared(text))
}

/** The fault of a review that is to be answered after it is due. */
export const targetAfterDue = {
  code: 'target_after_due',
  message: 'The target lies after the time at which it is due.',
  hint: 'Make target at most as long as due.',
}
