import type { Action } from '../model/action.ts'
import type { RefundRule } from '../model/policy.ts'
import { and, equal, ite, not, or } from './smt-term.ts'
import { textTerm, translateExpression } from './translate-expression.ts'
import type { MoneyTerms } from './translate-money.ts'
import { knownTerm, type Translated } from './translated.ts'
import { type GivenTerms, nothingGivenTerms, type Translation } from './translation.ts'

/** What becomes of a rule that is the one to decide. */
export interface SettlementTerms {
  /** Everything that it says can be computed: it decides, and no person has to look for lack of a value. */
  readonly isSettled: string
  /** The refund's formula, exact; null where the rule has none. */
  readonly exact: Translated | null
  /** What is paid or proposed, exact and within the cap; 0 where nothing is. */
  readonly entitled: string
  readonly amounts: ReadonlyMap<string, Translated>
}

/** Translates what a rule says of money, method, level and actions. */
export function translateSettlement(translation: Translation, rule: RefundRule, money: MoneyTerms): SettlementTerms {
  const exact = rule.refund === null || rule.kind === 'deny' ? null : translateExpression(translation, rule.refund)
  const amounts = new Map(rule.amounts.map(({ name, formula }) => [name, translateExpression(translation, formula)]))
  const due = exact === null ? noDue : dueOf(translation, exact, money)
  const given: GivenTerms = { refund: rule.kind === 'deny' ? null : refundGiven(rule, due), amounts }
  const isProposed = rule.kind === 'review' ? not(due.fault) : due.known
  const isSettled = and(
    exact?.known ?? 'true',
    isProposed,
    methodKnown(translation, rule),
    levelKnown(translation, rule, given),
    amountsKnown(rule, amounts, money),
    actionsKnown(translation, rule, { given, money }),
  )
  return {
    isSettled: translation.script.define('Bool', isSettled),
    exact,
    entitled: translation.script.define('Real', ite(and(exact?.known ?? 'false', due.known), due.value, '0.0')),
    amounts,
  }
}

type Due = Pick<Translated, 'known' | 'fault' | 'value'>

const noDue: Due = { known: 'true', fault: 'false', value: '0.0' }

/** What the order is entitled to, as `entitlement` computes it, but not rounded. */
function dueOf({ script }: Translation, exact: Translated, { charge, cap, isScaled, isForeign }: MoneyTerms): Due {
  const isBroken = or(and(charge.known, `(< ${charge.value} 0.0)`), and(cap.known, `(< ${cap.value} 0.0)`))
  const isNothing = or(`(<= ${exact.value} 0.0)`, and(cap.known, equal(cap.value, '0.0')))
  const isCounted = and(charge.known, cap.known, isScaled)
  const capped = ite(`(> ${exact.value} ${cap.value})`, cap.value, exact.value)
  return {
    value: script.define('Real', ite(isNothing, '0.0', capped)),
    known: script.define('Bool', and(not(isBroken), or(isNothing, isCounted))),
    fault: script.define('Bool', or(isBroken, and(not(isNothing), or(charge.fault, cap.fault, isForeign)))),
  }
}

function refundGiven(rule: RefundRule, due: Due): Translated {
  const known = knownTerm('number', due.value)
  return rule.kind === 'review' ? { ...known, known: and(due.known, not(due.fault)) } : known
}

function methodKnown(translation: Translation, { method, refund, kind }: RefundRule): string {
  if (method === null || kind === 'deny') return 'true'
  if (kind === 'approve' && refund === null) return 'true'
  const term = translateExpression(translation, method)
  const { refundMethods } = translation.policy
  return and(term.known, or(...refundMethods.map((name) => equal(term.value, textTerm(translation, name)))))
}

function levelKnown(translation: Translation, rule: RefundRule, given: GivenTerms): string {
  const formula = rule.review?.level ?? null
  if (rule.kind !== 'review' || formula === null) return 'true'
  const level = translateExpression(translation, formula, given)
  const { levels } = translation.policy.review
  return and(level.known, or(...levels.map((name) => equal(level.value, textTerm(translation, name)))))
}

function amountsKnown(
  { kind }: RefundRule,
  amounts: ReadonlyMap<string, Translated>,
  { isScaled, isForeign }: MoneyTerms,
): string {
  if (amounts.size === 0) return 'true'
  const areKnown = and(isScaled, ...[...amounts.values()].map(({ known }) => known))
  // A person can review without the currency: then no amount is shown.
  return kind === 'review' ? or(areKnown, and(not(isScaled), not(isForeign))) : areKnown
}

function actionsKnown(
  translation: Translation,
  rule: RefundRule,
  { given, money }: { readonly given: GivenTerms; readonly money: MoneyTerms },
): string {
  const actions: readonly Action[] = [...rule.actions, ...(rule.review?.actions ?? [])]
  const refund = given.refund
  const isAdding = refund === null ? 'false' : and(refund.known, `(> ${refund.value} 0.0)`)
  const parameters = actions.flatMap((action) => [...action.parameters.values()])
  const terms = parameters.map(({ formula, use, scale }) => {
    const term = translateExpression(translation, formula, use === 'added' ? given : nothingGivenTerms)
    const isWritten = scale === 'currency' ? or(money.isScaled, isUnneeded(rule, money)) : 'true'
    const isKnown = and(term.known, isWritten)
    return use === 'added' ? or(not(isAdding), isKnown) : isKnown
  })
  return and(...terms)
}

function isUnneeded({ kind }: RefundRule, { isScaled, isForeign }: MoneyTerms): string {
  return kind === 'review' ? and(not(isScaled), not(isForeign)) : 'false'
}
