import type { ChangedKind } from './policy-change.ts'

/** A value of a policy as people read it, and what is the same exactly where the value is. */
export interface Written {
  readonly text: string
  readonly key: string
}

/** One thing of a policy that has a name, by its parts. */
export interface Element {
  readonly kind: ChangedKind
  readonly name: string
  /** Whether its place among those of its kind means something. */
  readonly isOrdered: boolean
  /** By name; one without a name is the thing itself. */
  readonly parts: ReadonlyMap<string, Written>
}

/** An element; parts that are null are left out. */
export function elementOf(
  kind: ChangedKind,
  name: string,
  parts: Readonly<Record<string, Written | null>>,
  isOrdered = false,
): Element {
  const there = Object.entries(parts).filter((part): part is [string, Written] => part[1] !== null)
  return { kind, name, isOrdered, parts: new Map(there) }
}
