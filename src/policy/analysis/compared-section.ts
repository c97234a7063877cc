import { and, equal, intTerm, not, or } from './smt-term.ts'
import type { RuleTerms, SectionTerms } from './translate-rules.ts'

/** Two versions of a section side by side, as terms. */
export interface ComparedTerms {
  readonly before: SectionTerms
  readonly after: SectionTerms
  /** The amount after less the one before. */
  readonly change: string
  /** The smallest unit that counts. */
  readonly unit: string
  /** The same rule decides, by its id and outcome. */
  readonly isSameRule: string
  /** Another rule decides, or the amount differs by a unit. */
  readonly differs: string
}

/** Defines what a comparison asks about. */
export function comparedTerms([before, after]: readonly SectionTerms[]): ComparedTerms {
  if (before === undefined || after === undefined) throw new TypeError('a comparison needs two versions')
  const { script } = before.translation
  const change = script.define('Real', `(- ${after.amount} ${before.amount})`)
  const unit = before.money?.unit ?? '1.0'
  const same = before.rules.flatMap((rule, index) =>
    after.rules.flatMap((other, place) =>
      isSame(rule, other) ? [and(equal(before.decided, intTerm(index)), equal(after.decided, intTerm(place)))] : [],
    ),
  )
  const noneDecides = and(equal(before.decided, intTerm(-1)), equal(after.decided, intTerm(-1)))
  const isSameRule = script.define('Bool', or(noneDecides, ...same))
  const isLarge = or(`(>= ${change} ${unit})`, `(<= ${change} (- ${unit}))`)
  return { before, after, change, unit, isSameRule, differs: script.define('Bool', or(not(isSameRule), isLarge)) }
}

function isSame({ rule }: RuleTerms, { rule: other }: RuleTerms): boolean {
  return rule.id === other.id && rule.outcome === other.outcome
}
