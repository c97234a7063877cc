import { Rational } from '../../money/rational.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { CompiledFormula, CompiledRun } from './compiled-run.ts'
import { currencyScale } from './currency-scale.ts'
import { type GrantTerms, grant, grantTerms } from './grant.ts'
import { termsOf, type Verdict, verdictWithoutAmount } from './verdict.ts'

/** The verdict of a rule that decides; undefined where only the whole way of settling a rule says what is so. */
export type QuickVerdict = (run: CompiledRun) => Verdict | undefined

const notQuick: QuickVerdict = () => undefined

/** For a rule whose review and method are fixed, and that has neither named amounts nor actions; others are never quick. */
export function quickVerdict(rule: RefundRule, { policy, formulas }: CompiledPolicy): QuickVerdict {
  const actions = rule.actions.length + (rule.review?.actions.length ?? 0)
  const method = fixedMethod(rule, policy)
  const level = rule.review?.level ?? null
  const isFixed = method !== undefined && (level === null || isOneOf(policy.review.levels, level))
  if (!isFixed || rule.amounts.length > 0 || actions > 0) return notQuick
  if (rule.refund !== null) {
    const closure = (expression: Expression): CompiledFormula | undefined => formulas.get(expression)?.once
    return grantOf(grantTerms(policy, rule), policy, { exact: closure(rule.refund), method, closure })
  }
  const terms = termsOf(policy, rule)
  const isApproval = rule.kind === 'approve'
  const verdict = isApproval
    ? { terms, entitled: Rational.zero, cappedFrom: null, method: null }
    : { ...verdictWithoutAmount(terms), method: rule.method === null ? null : method }
  return () => verdict
}

/** Undefined for a method that is calculated. */
function fixedMethod({ kind, method }: RefundRule, { refundMethods }: Policy): string | null | undefined {
  if (kind === 'deny') return null
  if (method === null) return refundMethods[0] ?? null
  return method.kind === 'literal' ? refundMethods.find((name) => name === method.value) : undefined
}

function isOneOf(declared: readonly string[], formula: Expression): boolean {
  return formula.kind === 'literal' && declared.some((name) => name === formula.value)
}

interface Grant {
  readonly exact: CompiledFormula | undefined
  readonly method: string | null
  readonly closure: (expression: Expression) => CompiledFormula | undefined
}

function grantOf(terms: GrantTerms, policy: Policy, { exact: exactOf, method, closure }: Grant): QuickVerdict {
  const { subject } = policy
  const [chargeOf, capOf, currencyOf] = [closure(subject.charge), closure(subject.cap), closure(subject.currency)]
  if (exactOf === undefined || chargeOf === undefined || capOf === undefined || currencyOf === undefined) {
    return notQuick
  }
  return (run) => {
    const exact = exactOf(run)
    const charge = chargeOf(run)
    const cap = capOf === chargeOf ? charge : capOf(run)
    const currency = currencyOf(run)
    if (!(exact instanceof Rational && charge instanceof Rational && cap instanceof Rational)) return undefined
    if (typeof currency !== 'string') return undefined
    return grant(terms, method, exact, charge, cap, currencyScale(policy, currency))
  }
}
