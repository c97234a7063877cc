import type { FactLayout } from './fact-slots.ts'
import { runCode } from './run-code.ts'
import type { Value } from './value.ts'

/** Facts as members `f0`, `f1` and so on of one object, by their slots: generated code reads them with one access less than from an array. */
export type FactRow = Readonly<Record<`f${number}`, Value | undefined>>
export type MakeFactRow = (slots: readonly (Value | undefined)[]) => FactRow

const makers = new WeakMap<FactLayout, MakeFactRow | null>()

/** What makes rows of one layout, all of one shape; null where the platform forbids generated code. */
export function factRowMaker(layout: FactLayout): MakeFactRow | null {
  const known = makers.get(layout)
  if (known !== undefined) return known
  const members = layout.names.map((_, slot) => `f${slot}: s[${slot}]`).join(', ')
  const maker = runCode<MakeFactRow>(`"use strict"; return (s) => ({ ${members} });`, [])
  makers.set(layout, maker)
  return maker
}
