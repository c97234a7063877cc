import type { DisputeRuling, Ruling } from '../../../src/policy/evaluate/evaluator.ts'

/** A ruling as text, for comparison: amounts hide their digits from a deep one. Rules are named, not written out. */
export function rulingText(ruling: Ruling | DisputeRuling): string {
  return JSON.stringify(ruling, (key, value: unknown) => {
    if (key === 'decidedBy') return (value as Ruling['decidedBy'])?.id ?? null
    return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value
  })
}
