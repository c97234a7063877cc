import type { Condition } from '../model/condition.ts'
import type { DisputeRule, Policy, RefundRule } from '../model/policy.ts'
import { and, intTerm, ite, not } from './smt-term.ts'
import { translateCondition } from './translate-condition.ts'
import { type MoneyTerms, translateMoney } from './translate-money.ts'
import { type SettlementTerms, translateSettlement } from './translate-settlement.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

/** A rule of either section as the solver sees it. */
export interface RuleTerms {
  readonly rule: RefundRule | DisputeRule
  /** Null for a rule of disputes. */
  readonly refund: RefundRule | null
  readonly truth: Translated
  readonly isTrue: string
  /** It lets the rules below it decide; one of which nobody knows whether it applies does not. */
  readonly isFalse: string
  /** The first that applies, and no rule above it might apply as well: it is settled, if that can be. */
  readonly isChosen: string
  /** It decides, with everything that it says. */
  readonly decides: string
  readonly settlement: SettlementTerms | null
}

/** All rules of a section in their order; for refunds the default last. */
export interface SectionTerms {
  readonly translation: Translation
  readonly rules: readonly RuleTerms[]
  /** Null for disputes. */
  readonly money: MoneyTerms | null
  /** The index of the rule that decides; -1 where none does. */
  readonly decided: string
  /** What is paid or proposed, exact; 0 where nothing is, and for disputes. */
  readonly amount: string
}

/** Translates a section: which rule decides, and what it gives. */
export function translateSection(translation: Translation): SectionTerms {
  const { policy, section, script } = translation
  const money = section === 'refunds' ? translateMoney(translation) : null
  const rules = section === 'refunds' ? refundRules(translation, money) : disputeRules(translation, policy)
  const decided = rules.reduceRight((rest, { decides }, index) => ite(decides, intTerm(index), rest), intTerm(-1))
  const amount = rules.reduceRight((rest, { decides, settlement }) => {
    return settlement === null || settlement.exact === null ? rest : ite(decides, settlement.entitled, rest)
  }, '0.0')
  return {
    translation,
    rules,
    money,
    decided: script.define('Int', decided),
    amount: script.define('Real', amount),
  }
}

function refundRules(translation: Translation, money: MoneyTerms | null): readonly RuleTerms[] {
  if (money === null) return []
  const { policy, script } = translation
  const all = [...policy.refunds, policy.defaultRuling]
  const truths = all.map(({ when }) => truthOf(translation, when))
  return all.map((rule, index) => {
    const truth = truths[index]
    if (truth === undefined) throw new RangeError('a rule has a truth')
    const above = all.slice(0, index).map((other, place) => {
      const earlier = truths[place]
      if (earlier === undefined) return 'true'
      // Among rules that all deny it does not matter which of them applies.
      return rule.kind === 'deny' && other.kind === 'deny' ? not(earlier.isTrue) : earlier.isFalse
    })
    const isChosen = script.define('Bool', and(truth.isTrue, ...above))
    const settlement = translateSettlement(translation, rule, money)
    const decides = script.define('Bool', and(isChosen, settlement.isSettled))
    return { rule, refund: rule, ...truth, isChosen, decides, settlement }
  })
}

function disputeRules(translation: Translation, policy: Policy): readonly RuleTerms[] {
  const { script } = translation
  const truths = policy.disputes.map(({ when }) => truthOf(translation, when))
  return policy.disputes.map((rule, index) => {
    const truth = truths[index]
    if (truth === undefined) throw new RangeError('a rule has a truth')
    const above = truths.slice(0, index).map(({ isFalse }) => isFalse)
    const isChosen = script.define('Bool', and(truth.isTrue, ...above))
    return { rule, refund: null, ...truth, isChosen, decides: isChosen, settlement: null }
  })
}

type Truth = Pick<RuleTerms, 'truth' | 'isTrue' | 'isFalse'>

function truthOf(translation: Translation, when: Condition): Truth {
  const truth = translateCondition(translation, when)
  const { script } = translation
  return {
    truth,
    isTrue: script.define('Bool', and(truth.known, truth.value)),
    isFalse: script.define('Bool', and(truth.known, not(truth.value))),
  }
}
