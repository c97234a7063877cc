import type { DisputeRuling, Ruling } from '../../../src/policy/evaluate/evaluator.ts'
import type { Verdict } from '../../../src/policy/evaluate/verdict.ts'

/** A ruling as text, for comparison: amounts hide their digits from a deep one. Rules are named, not written out. */
export function rulingText(ruling: Ruling | DisputeRuling): string {
  return JSON.stringify(ruling, (key, value: unknown) => {
    if (key === 'decidedBy') return (value as Ruling['decidedBy'])?.id ?? null
    return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value
  })
}

/** What a verdict says, as text. */
export function verdictText({ terms, entitled, cappedFrom, method }: Verdict): string {
  const { kind, outcome, reason, rule, clause } = terms
  return JSON.stringify({ kind, outcome, reason, rule, clause, entitled, cappedFrom, method })
}

/** The verdict that a ruling words. */
export function verdictIn({ kind, outcome, reason, rule, clause, entitled, cappedFrom, method }: Ruling): string {
  return JSON.stringify({ kind, outcome, reason, rule, clause, entitled, cappedFrom, method })
}
