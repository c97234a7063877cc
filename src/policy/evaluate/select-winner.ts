import type { OutcomeKind } from '../model/policy.ts'
import { type Truth, Unknown } from '../model/value.ts'

/** The rule that decides, or why none can. */
export type Selection<Rule> =
  | { readonly kind: 'decided'; readonly rule: Rule }
  | { readonly kind: 'undecided'; readonly cause: Unknown }

/**
 * First match wins, top to bottom, then the last rule given (the default, whose condition is
 * `always`). A rule of unknown truth is a possible winner, and the first true one is the last of
 * them: it decides where it is the only one or where all of them deny. Rules below it are not tried.
 */
export function selectWinner<Rule extends { readonly kind: OutcomeKind }>(
  rules: readonly Rule[],
  truthOf: (index: number) => Truth,
): Selection<Rule> {
  let cause: Unknown | null = null
  let allDeny = true
  for (let index = 0; index < rules.length; index += 1) {
    const rule = rules[index]
    const truth = truthOf(index)
    if (truth === false || rule === undefined) continue
    allDeny &&= rule.kind === 'deny'
    if (truth === true) return cause === null || allDeny ? { kind: 'decided', rule } : { kind: 'undecided', cause }
    cause = cause === null ? truth : cause.and(truth)
  }
  throw new TypeError('the last rule must match always')
}

/** The first true rule, or the first unknown one before it; null where every rule is false. */
export function firstNotFalse<Rule>(rules: readonly Rule[], truthOf: (index: number) => Truth): Selection<Rule> | null {
  for (const [index, rule] of rules.entries()) {
    const truth = truthOf(index)
    if (truth instanceof Unknown) return { kind: 'undecided', cause: truth }
    if (truth) return { kind: 'decided', rule }
  }
  return null
}
