import { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import type { RefundRule } from '../model/policy.ts'
import { proveOrFindOrder } from './find-order.ts'
import type { Finding } from './finding.ts'
import { type Examination, findingOfSearch, provedFinding, showing } from './finding-of.ts'
import { isPaidBy, type JudgedOrder } from './judged-order.ts'
import type { Share } from './section-questions.ts'
import { and } from './smt-term.ts'
import type { MoneyTerms } from './translate-money.ts'
import type { RuleTerms } from './translate-rules.ts'

const whole = Rational.of(100n)

interface PayingRule {
  readonly terms: RuleTerms
  readonly rule: RefundRule
  readonly exact: string
  readonly entitled: string
  readonly money: MoneyTerms
}

/** Amounts below 0 or above what was paid, shares above 100 %, and where the cap takes something away. */
export async function findAmountFaults(examination: Examination): Promise<readonly Finding[]> {
  const { rules, money } = examination.terms
  const findings: Finding[] = []
  if (money === null) return findings
  for (const terms of rules) {
    const { settlement, refund: rule } = terms
    if (settlement === null || rule === null) continue
    findings.push(...(await findNegativeAmounts(examination, terms)))
    if (settlement.exact === null || rule.refund === null) continue
    const paying = { terms, rule, exact: settlement.exact.value, entitled: settlement.entitled, money }
    findings.push(...(await findNegativeRefund(examination, paying)))
    findings.push(...(await findExcess(examination, paying)))
  }
  return [...findings, ...(await findShares(examination))]
}

/** The exact value of a rule's formula as the service computes it; null where it is unknown. */
function exactOf({ evaluation }: JudgedOrder, { refund }: RefundRule): Rational | null {
  const value = refund === null ? null : evaluation.evaluate(refund, nothingGiven)
  return value instanceof Rational ? value : null
}

function isDecidedBy({ ruling }: JudgedOrder, { id }: RefundRule): boolean {
  return ruling !== null && ruling.rule === id
}

async function findNegativeRefund(
  examination: Examination,
  { terms, rule, exact }: PayingRule,
): Promise<readonly Finding[]> {
  const holds = (judged: JudgedOrder): boolean => isDecidedBy(judged, rule) && (exactOf(judged, rule)?.sign() ?? 0) < 0
  const query = [terms.decides, `(< ${exact} 0.0)`]
  const search = await proveOrFindOrder(examination.laboratory, query, showing(examination, holds))
  const text = {
    code: 'refund_below_zero',
    severity: 'error',
    message: `The refund of the rule "${rule.id}" can be below 0.`,
    hint: 'Take it within bounds: max(..., 0), or give the facts that it reads a minimum.',
  } as const
  return findingOfSearch(examination, terms, text, search)
}

async function findNegativeAmounts(examination: Examination, terms: RuleTerms): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const [name, amount] of terms.settlement?.amounts ?? []) {
    const { rule } = terms
    const holds = ({ ruling }: JudgedOrder): boolean =>
      ruling !== null && ruling.rule === rule.id && (ruling.amounts.get(name)?.sign() ?? 0) < 0
    const query = [terms.decides, amount.known, `(<= ${amount.value} (- 1.0))`]
    const search = await proveOrFindOrder(examination.laboratory, query, showing(examination, holds))
    const text = {
      code: 'amount_below_zero',
      severity: 'error',
      message: `The amount "${name}" of the rule "${rule.id}" can be below 0.`,
      hint: 'Take it within bounds: max(..., 0), or give the facts that it reads a minimum.',
    } as const
    findings.push(...findingOfSearch(examination, terms, text, search))
  }
  return findings
}

/** More than was paid is an error, taken that what a request calls a part is no more than the whole; the cap's own work is information. */
async function findExcess(examination: Examination, paying: PayingRule): Promise<readonly Finding[]> {
  const { terms, rule, exact, money } = paying
  const { charge, cap, unit } = money
  const above = (judged: JudgedOrder, bound: Rational | null | undefined): boolean => {
    const value = exactOf(judged, rule)
    return value !== null && bound instanceof Rational && value.compare(bound) > 0
  }
  const isAboveBoth = (judged: JudgedOrder): boolean =>
    isDecidedBy(judged, rule) && above(judged, judged.ruling?.charge) && above(judged, judged.ruling?.cap)
  const query = [
    terms.decides,
    charge.known,
    cap.known,
    `(> ${paying.entitled} 0.0)`,
    `(>= (- ${exact} ${cap.value}) ${unit})`,
  ]
  const parts = partsOf(examination, charge.value)
  const excess = [...query, `(>= (- ${exact} ${charge.value}) ${unit})`, ...parts]
  const search = await proveOrFindOrder(examination.laboratory, excess, showing(examination, isAboveBoth))
  const found = findingOfSearch(
    examination,
    terms,
    {
      code: 'refund_above_charge',
      severity: 'error',
      message: `The refund of the rule "${rule.id}" can be more than was paid; only the cap holds it back.`,
      hint: 'Take it within bounds, for example with prorate, clamp or min.',
    },
    search,
  )
  if (search.kind === 'found') return found
  const isCut = (judged: JudgedOrder): boolean =>
    isDecidedBy(judged, rule) && judged.ruling !== null && judged.ruling.cappedFrom !== null
  const cut = await proveOrFindOrder(examination.laboratory, query, showing(examination, isCut))
  const text = {
    code: 'cap_takes_away',
    severity: 'information',
    message: `The cap takes something away from what the rule "${rule.id}" gives.`,
    hint: 'Nothing to do where that is meant.',
  } as const
  return [...found, ...findingOfSearch(examination, terms, text, cut)]
}

/** What a request says of a part's price is no more than what was paid for the whole. */
function partsOf({ laboratory }: Examination, charge: string): readonly string[] {
  return laboratory.variables.flatMap(({ declaration, name }) =>
    declaration.type === 'decimal' && declaration.from === 'request'
      ? [and(`(>= ${name} 0.0)`, `(<= ${name} ${charge})`)]
      : [],
  )
}

async function findShares(examination: Examination): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const share of examination.questions.shares) findings.push(...(await findShare(examination, share)))
  return findings
}

async function findShare(examination: Examination, share: Share): Promise<readonly Finding[]> {
  const { terms, expression, hundredths } = share
  const { refund: rule, settlement } = terms
  if (rule === null || settlement === null || rule.kind === 'deny') return []
  if (hundredths.choices?.every(({ value }) => value.compare(whole) <= 0) === true) return []
  const holds = (judged: JudgedOrder): boolean => {
    const value = judged.evaluation.evaluate(expression, nothingGiven)
    return isPaidBy(judged, rule) && value instanceof Rational && value.compare(whole) > 0
  }
  const query = [terms.decides, `(> ${settlement.entitled} 0.0)`, hundredths.known, `(> ${hundredths.value} 100.0)`]
  const search = await proveOrFindOrder(examination.laboratory, query, showing(examination, holds))
  const text = {
    code: 'share_above_hundred',
    severity: 'error',
    message: `The rule "${rule.id}" can give a share of more than 100 percent: ${expression.source}.`,
    hint: 'Correct the table or the constant, or write min(..., 100).',
  } as const
  // Of a constant it is known without an order.
  if (search.kind === 'open' && expression.kind === 'literal') return [provedFinding(examination, terms, text)]
  return findingOfSearch(examination, terms, text, search)
}
