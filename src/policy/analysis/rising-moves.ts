import type { SmtScript } from './smt-script.ts'
import { implies } from './smt-term.ts'

/** How far a time was moved, and the constant that the moment or day is which that leads to. */
export interface Moved {
  readonly steps: string
  readonly result: string
}

const moves = new WeakMap<SmtScript, Map<string, Moved[]>>()

/** Says of a move that it leads no less far than earlier ones of the same key, the same time by the same days, with fewer steps, and no farther than those with more. */
export function assertRising(script: SmtScript, key: string, move: Moved): void {
  const families = moves.get(script) ?? new Map<string, Moved[]>()
  const earlier = families.get(key) ?? []
  for (const other of earlier) {
    script.assertAbout(move.result, implies(`(>= ${move.steps} ${other.steps})`, `(>= ${move.result} ${other.result})`))
    script.assertAbout(move.result, implies(`(<= ${move.steps} ${other.steps})`, `(<= ${move.result} ${other.result})`))
  }
  moves.set(script, families.set(key, [...earlier, move]))
}
