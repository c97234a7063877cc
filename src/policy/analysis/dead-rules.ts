import { openReason } from './find-order.ts'
import type { Finding } from './finding.ts'
import { type Examination, openFinding, provedFinding } from './finding-of.ts'
import { and, or } from './smt-term.ts'
import type { RuleTerms } from './translate-rules.ts'

/** Rules that can never decide, with those above that take everything from them, and conditions that can never hold. */
export async function findDeadRules(examination: Examination): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const { rules } = examination.terms
  for (const [index, terms] of rules.entries()) {
    const isDefault = terms.refund === examination.terms.translation.policy.defaultRuling
    if (!isDefault) findings.push(...(await examineRule(examination, terms, index)))
  }
  for (const { terms, truth, condition } of examination.questions.branches) {
    const { verdict } = await examination.laboratory.solver.check([and(truth.known, truth.value)], [])
    const isWhole = findings.some(({ code, rule }) => code === 'condition_never_holds' && rule === terms.rule.id)
    if (verdict === 'unsat' && !isWhole) {
      const part = condition.kind === 'named' ? `The condition "${condition.name}"` : describe(condition)
      findings.push(
        provedFinding(examination, terms, {
          code: 'condition_never_holds',
          severity: 'warning',
          message: `${part} in the rule "${terms.rule.id}" can never hold.`,
          hint: 'Correct it, or remove it.',
        }),
      )
    }
  }
  return findings
}

function describe(condition: { readonly kind: string } & object): string {
  if (condition.kind !== 'leaf' || !('operand' in condition) || !('operator' in condition))
    return 'A part of the condition'
  const { operand, operator } = condition as { operand: { name: string }; operator: string }
  return `"${operand.name} ${operator}"`
}

async function examineRule(examination: Examination, terms: RuleTerms, index: number): Promise<readonly Finding[]> {
  const { solver } = examination.laboratory
  const { id } = terms.rule
  const { verdict } = await solver.check([terms.decides], [])
  if (verdict === 'sat') return []
  const never = { severity: 'warning', code: 'rule_never_decides' } as const
  if (verdict === 'unknown') {
    const text = { ...never, message: `The rule "${id}" may never decide.`, hint: 'Look at the rules above it.' }
    return [openFinding(examination, terms, text, openReason(examination.laboratory, verdict))]
  }
  if ((await solver.check([terms.isTrue], [])).verdict === 'unsat') {
    const message = `The condition of the rule "${id}" can never hold.`
    return [
      provedFinding(examination, terms, {
        code: 'condition_never_holds',
        severity: 'warning',
        message,
        hint: 'Correct the condition, or remove the rule.',
      }),
    ]
  }
  const takers = await takersOf(examination, terms, index)
  const named = takers.map((taker) => `"${taker}"`).join(', ')
  const message =
    takers.length === 0
      ? `The rule "${id}" never decides: wherever it applies, something that it says cannot be computed.`
      : `The rule "${id}" never decides: ${named} above it ${takers.length === 1 ? 'takes' : 'together take'} every order from it.`
  return [
    provedFinding(examination, terms, {
      ...never,
      message,
      hint: 'Move it up, narrow the rules above it, or remove it.',
      rules: takers,
    }),
  ]
}

/** A smallest set of rules above that leave nothing: without any one of them the rule would decide something. */
async function takersOf(examination: Examination, terms: RuleTerms, index: number): Promise<readonly string[]> {
  const { solver } = examination.laboratory
  const own = and(terms.isTrue, terms.settlement?.isSettled ?? 'true')
  if ((await solver.check([own], [])).verdict === 'unsat') return []
  let kept = examination.terms.rules.slice(0, index)
  for (const candidate of [...kept].reverse()) {
    const without = kept.filter((rule) => rule !== candidate)
    const { verdict } = await solver.check([own, ...without.map((rule) => letsPass(rule, terms))], [])
    if (verdict === 'unsat') kept = without
  }
  return kept.map(({ rule }) => rule.id)
}

/** Whether a rule above leaves an order to the rule below. */
function letsPass(above: RuleTerms, below: RuleTerms): string {
  const bothDeny = above.refund?.kind === 'deny' && below.refund?.kind === 'deny'
  return bothDeny ? or(above.isFalse, `(not ${above.truth.known})`) : above.isFalse
}
