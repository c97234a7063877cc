import type { AmountChange } from './comparison.ts'
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
  /** No rule decides, of either version. */
  readonly noneBefore: string
  readonly noneAfter: string
}

/** One rule decides before and another, or the same, after; -1 for none of them. */
export interface Transition {
  readonly from: number
  readonly to: number
  readonly amount: AmountChange
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
  const none = ({ rules }: SectionTerms): string =>
    script.define('Bool', and(...rules.map(({ decides }) => not(decides))))
  return {
    before,
    after,
    change,
    unit,
    isSameRule,
    differs: script.define('Bool', or(not(isSameRule), isLarge)),
    noneBefore: none(before),
    noneAfter: none(after),
  }
}

function isSame({ rule }: RuleTerms, { rule: other }: RuleTerms): boolean {
  return rule.id === other.id && rule.outcome === other.outcome
}

/** The rules of a version by their place; null where none decides. */
export function ruleAt({ rules }: SectionTerms, index: number): string | null {
  return rules[index]?.rule.id ?? null
}

/** Everything that two versions can decide differently with this rule before; what plainly changes nothing is left out. */
export function transitionsFrom(terms: ComparedTerms, from: number): readonly Transition[] {
  return [-1, ...terms.after.rules.keys()].flatMap((to) => {
    const [left, right] = [terms.before.rules[from], terms.after.rules[to]]
    const isSameRule = left === undefined || right === undefined ? left === right : isSame(left, right)
    const isSameAmount = amountOf(left) === amountOf(right)
    const amounts: readonly AmountChange[] = [
      ...(isSameAmount ? [] : (['up', 'down'] as const)),
      ...(isSameRule ? [] : (['same'] as const)),
    ]
    return amounts.map((amount) => ({ from, to, amount }))
  })
}

/** Whether the two versions decide so: of two rules alone, which is simpler than of all. */
export function transitionTerm(terms: ComparedTerms, { from, to, amount }: Transition): string {
  const { unit } = terms
  const change = transitionChange(terms, { from, to })
  const isAmount = {
    up: `(>= ${change} ${unit})`,
    down: `(<= ${change} (- ${unit}))`,
    same: change === '0.0' ? 'true' : and(`(< ${change} ${unit})`, `(> ${change} (- ${unit}))`),
  }[amount]
  return and(decidesBefore(terms, from), terms.after.rules[to]?.decides ?? terms.noneAfter, isAmount)
}

/** How much the amount changes between the two rules. */
export function transitionChange({ before, after }: ComparedTerms, { from, to }: Omit<Transition, 'amount'>): string {
  const [left, right] = [amountOf(before.rules[from]), amountOf(after.rules[to])]
  return left === right ? '0.0' : left === '0.0' ? right : `(- ${right} ${left})`
}

/** Whether the rule decides under the first version. */
function decidesBefore({ before, noneBefore }: ComparedTerms, from: number): string {
  return before.rules[from]?.decides ?? noneBefore
}

function amountOf(rule: RuleTerms | undefined): string {
  const settlement = rule?.settlement ?? null
  return settlement === null || settlement.exact === null ? '0.0' : settlement.entitled
}
