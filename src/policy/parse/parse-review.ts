import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import type { Fault } from '../document/fault-list.ts'
import type { Expression } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { ReviewDefaults } from '../model/policy.ts'
import { constant, parseChoice } from './parse-choice.ts'
import { parseNames } from './parse-settings.ts'
import { type DurationScope, readDuration } from './read-duration.ts'
import type { Scope } from './scope.ts'

const hour = 3_600_000

/** Levels and times of reviews, before the formula of their level is read, and how the times are written. */
export interface ReviewSettings {
  readonly settings: Omit<ReviewDefaults, 'level'>
  readonly times: { readonly target: Measure; readonly due: Measure }
}

/**
 * Levels and times of reviews that no rule words: 24 h and 72 h where nothing is said. Where no levels
 * are declared, they are the default one (reviewer) and those that rules name, as they come.
 */
export function parseReview(root: DocumentNode, scope: DurationScope): ReviewSettings {
  const { faults } = scope
  const node = child(root, 'review')
  const given = parseNames(child(node, 'levels'), faults)
  const [standard = 'reviewer'] = plainLevels([child(node, 'level')], root)
  const levels = given.length === 0 ? [...new Set([standard, ...namedLevels(root)])] : given
  const statedTarget = readDuration(child(node, 'target'), scope)
  const statedDue = readDuration(child(node, 'due'), scope)
  const target = statedTarget?.milliseconds ?? Math.min(24 * hour, statedDue?.milliseconds ?? 24 * hour)
  const due = statedDue?.milliseconds ?? Math.max(72 * hour, target)
  const late = child(node, 'target')
  if (late !== undefined && target > due) faults.add(late, targetAfterDue)
  return {
    settings: { levels, targetMilliseconds: target, dueMilliseconds: due },
    times: { target: statedTarget?.measure ?? inHours(target), due: statedDue?.measure ?? inHours(due) },
  }
}

function inHours(milliseconds: number): Measure {
  const hours = Rational.ofInteger(milliseconds).dividedBy(Rational.ofInteger(hour))
  return { value: hours, type: { kind: 'number' }, unit: 'h' }
}

/** The level of reviews that no rule words: a name or a formula, the first level where nothing is said. */
export function parseDefaultLevel(root: DocumentNode, scope: Scope): Expression {
  return parseLevel(child(child(root, 'review'), 'level'), scope) ?? constant(scope.levels[0] ?? 'reviewer')
}

/** A declared level, or a formula over facts and `refund` that yields one; null where nothing is said, or with a fault. */
export function parseLevel(node: DocumentNode | undefined, scope: Scope): Expression | null {
  const given = new Set(['now', 'refund'] as const)
  return parseChoice(node, { declared: scope.levels, code: 'unknown_level', noun: 'review level', given }, scope)
}

function namedLevels(root: DocumentNode): readonly string[] {
  const standalone = child(root, 'default')
  const rulings = [...itemsOf(child(root, 'refunds')), ...(standalone === undefined ? [] : [standalone])]
  return plainLevels(
    rulings.map((rule) => child(child(child(rule, 'then') ?? rule, 'review'), 'level')),
    root,
  )
}

/** The plain words among what is given as levels, but for the names of facts and derived values. */
function plainLevels(nodes: readonly (DocumentNode | undefined)[], root: DocumentNode): readonly string[] {
  const isDeclared = (name: string) =>
    ['facts', 'derived'].some((section) => child(child(root, section), name) !== undefined)
  return nodes
    .map((node) => textOf(node)?.trim() ?? '')
    .filter((text) => /^[A-Za-z]\w*$/.test(text) && !isDeclared(text))
}

/** The fault of a review that is to be answered after it is due. */
export const targetAfterDue: Fault = {
  code: 'target_after_due',
  message: 'The target lies after the time at which it is due.',
  hint: 'Make target at most as long as due.',
}
