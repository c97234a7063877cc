import type { Position } from '../../problems/diagnostic.ts'
import type { Policy } from '../model/policy.ts'

/** A policy with one small fault in it, as a slip of its author might be. */
export interface Mutant {
  /** What of the policy is changed: `rule money-back`, `table share`, `condition ends_early`. */
  readonly part: string
  /** The rule it is in; null for what several rules may read. */
  readonly rule: string | null
  /** Where the rule or the fact stands; null where that is not known. */
  readonly position: Position | null
  /** What is written otherwise, in the words of formulas. */
  readonly change: string
  readonly policy: Policy
}

/** One part written otherwise, and how it reads. */
export interface Change<Part> {
  readonly change: string
  readonly to: Part
}

/** The changes of a part as changes of what holds it. */
export function* within<Part, Whole>(
  changes: Iterable<Change<Part>>,
  hold: (part: Part) => Whole,
): Generator<Change<Whole>> {
  for (const { change, to } of changes) yield { change, to: hold(to) }
}

/** The list with another item at the place. */
export function replaced<Item>(items: readonly Item[], index: number, item: Item): readonly Item[] {
  return items.map((other, at) => (at === index ? item : other))
}

/** The list without the item at the place. */
export function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index)
}

/** The map with another value for a key, in the same order. */
export function withValue<Key, Item>(map: ReadonlyMap<Key, Item>, key: Key, item: Item): ReadonlyMap<Key, Item> {
  return new Map([...map].map(([name, other]) => [name, name === key ? item : other]))
}

/** The changes of a whole policy as mutants of one part. */
export function* mutantsOf(
  part: Omit<Mutant, 'change' | 'policy'>,
  changes: Iterable<Change<Policy>>,
): Generator<Mutant> {
  for (const { change, to } of changes) yield { ...part, change, policy: to }
}
