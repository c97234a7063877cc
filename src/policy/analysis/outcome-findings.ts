import { traceCondition } from '../evaluate/trace-condition.ts'
import type { RefundRule } from '../model/policy.ts'
import { findOrder, proveOrFindOrder } from './find-order.ts'
import type { Finding } from './finding.ts'
import {
  type Examination,
  findingOfSearch,
  openFinding,
  provedFinding,
  type ShownOrder,
  showing,
  shownAsFound,
  shownFinding,
} from './finding-of.ts'
import { guardedFacts } from './guarded-facts.ts'
import { isPaidBy, type JudgedOrder } from './judged-order.ts'
import { not, or } from './smt-term.ts'
import type { RuleTerms } from './translate-rules.ts'

/** Pairs of rules whose outcome rests on their order alone. */
export async function findOrderedPairs(examination: Examination): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const { rules, translation } = examination.terms
  const own = rules.filter(({ refund }) => refund !== translation.policy.defaultRuling)
  for (const [index, above] of own.entries()) {
    const below = own.slice(index + 1).filter((rule) => isOther(above, rule))
    findings.push(...(await pairsOf(examination, above, below)))
  }
  return findings
}

/** Whether it matters which of the two decides. */
function isOther({ rule, refund }: RuleTerms, other: RuleTerms): boolean {
  if (refund === null || other.refund === null) return rule.outcome !== other.rule.outcome
  return refund.outcome !== other.refund.outcome || sourceOf(refund) !== sourceOf(other.refund)
}

function sourceOf({ kind, refund }: RefundRule): string | null {
  return kind === 'deny' ? null : (refund?.source ?? null)
}

async function pairsOf(
  examination: Examination,
  above: RuleTerms,
  below: readonly RuleTerms[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  let rest = below
  while (rest.length > 0) {
    const wanted = rest
    const holds = (judged: JudgedOrder): boolean =>
      decidedBy(judged) === above.rule.id && applying(judged, wanted).length > 0
    const query = [above.decides, or(...wanted.map(({ isTrue }) => isTrue))]
    const search = await proveOrFindOrder(examination.laboratory, query, shownAsFound(examination, holds))
    if (search.kind === 'none') return findings
    if (search.kind === 'open') {
      const names = wanted.map(({ rule }) => rule.id)
      return [...findings, openFinding(examination, above, pairText(above, names), search.because)]
    }
    const { order, judged } = search.judged
    const found = applying(judged, wanted)
    for (const other of found) {
      const isPair = (one: JudgedOrder): boolean =>
        decidedBy(one) === above.rule.id && applying(one, [other]).length > 0
      const shown = showing(examination, isPair)(order) ?? search.judged
      findings.push(shownFinding(examination, above, pairText(above, [other.rule.id]), shown))
    }
    rest = rest.filter((other) => !found.includes(other))
  }
  return findings
}

function pairText({ rule }: RuleTerms, others: readonly string[]) {
  const named = others.map((other) => `"${other}"`).join(', ')
  return {
    code: 'order_decides',
    severity: 'information',
    message: `"${rule.id}" and ${named} can apply to the same order; that "${rule.id}" stands above decides.`,
    hint: 'Nothing to do where that order is meant.',
    rules: others,
  } as const
}

function decidedBy({ ruling, dispute }: JudgedOrder): string | null {
  return ruling === null ? (dispute?.rule ?? null) : ruling.rule
}

function applying({ evaluation }: JudgedOrder, rules: readonly RuleTerms[]): readonly RuleTerms[] {
  return rules.filter(({ rule }) => traceCondition(rule.when, evaluation).truth === true)
}

/** What falls to the default. */
export async function findDefault(examination: Examination): Promise<readonly Finding[]> {
  const { policy } = examination.terms.translation
  const terms = examination.terms.rules.find(({ refund }) => refund === policy.defaultRuling)
  if (terms === undefined) return []
  const holds = ({ ruling }: JudgedOrder): boolean => ruling?.decidedBy === policy.defaultRuling
  const search = await findOrder(examination.laboratory, [terms.decides], showing(examination, holds))
  const text = { code: 'falls_to_default', severity: 'information' } as const
  const hint = 'Look whether a rule should say so.'
  if (search.kind === 'none') {
    return [provedFinding(examination, terms, { ...text, message: 'Nothing falls to the default.', hint })]
  }
  return findingOfSearch(examination, terms, { ...text, message: 'Orders fall to the default.', hint }, search)
}

/** Where a rule pays although a fact is unknown that it reads through `coalesce`, `known` or `if`. */
export async function findPayingUnknowns(examination: Examination): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const terms of examination.terms.rules) {
    const { refund: rule, settlement } = terms
    if (rule === null || settlement === null || rule.kind !== 'approve') continue
    for (const name of guardedFacts(examination.terms.translation.policy, rule)) {
      const given = examination.laboratory.variables.find(({ declaration }) => declaration.name === name)?.given ?? null
      if (given === null) continue
      const holds = (judged: JudgedOrder): boolean => isPaidBy(judged, rule) && !judged.evaluation.facts.has(name)
      const query = [terms.decides, `(> ${settlement.entitled} 0.0)`, not(given)]
      const search = await proveOrFindOrder<ShownOrder>(examination.laboratory, query, showing(examination, holds))
      const text = {
        code: 'pays_while_unknown',
        severity: 'information',
        message: `The rule "${rule.id}" pays while ${name} is unknown.`,
        hint: `Nothing to do where that is meant; otherwise read ${name} by its name alone, and a person decides.`,
        facts: [name],
      } as const
      findings.push(...findingOfSearch(examination, terms, text, search))
    }
  }
  return findings
}
