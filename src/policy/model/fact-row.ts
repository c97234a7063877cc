import { type FactLayout, FactSlots } from './fact-slots.ts'
import { runCode } from './run-code.ts'
import type { Value } from './value.ts'

/** Facts with members `f0`, `f1` and so on, by their slots: generated code reads them from the object itself. */
export type FactRow = FactSlots & Readonly<Record<`f${number}`, Value | undefined>>
/** Makes rows of one number of facts; the arguments are those of {@link FactSlots}. */
export type FactRowClass = new (
  layout: FactLayout,
  slots: FactSlots['slots'],
  completeFor: FactSlots['completeFor'],
) => FactRow

/** By how many facts there are, so that versions of a policy share one. */
const classes = new Map<number, FactRowClass | null>()

/** The class of the rows of a layout; null where the platform forbids generated code. */
export function factRowClass({ names }: FactLayout): FactRowClass | null {
  const known = classes.get(names.length)
  if (known !== undefined) return known
  const members = names.map((_, slot) => `this.f${slot} = s[${slot}];`).join(' ')
  const source = `"use strict"; return class extends k[0] { constructor(l, s, c) { super(l, s, c, true); ${members} } };`
  const made = runCode(source, [FactSlots]) as FactRowClass | null
  classes.set(names.length, made)
  return made
}

/** Whether facts are a row already. */
export function isFactRow(facts: FactSlots): facts is FactRow {
  return facts.isRow
}
