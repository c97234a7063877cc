import type { FoundOrder, OrderSearch } from './find-order.ts'
import type { Finding } from './finding.ts'
import { createJudge, decisionOf, exampleOf, type JudgedOrder } from './judged-order.ts'
import type { Laboratory } from './laboratory.ts'
import type { SectionQuestions } from './section-questions.ts'
import { simplerOrder } from './simpler-order.ts'
import type { RuleTerms, SectionTerms } from './translate-rules.ts'

/** One policy's section under examination. */
export interface Examination {
  readonly laboratory: Laboratory
  readonly terms: SectionTerms
  readonly questions: SectionQuestions
  readonly judge: (order: FoundOrder) => JudgedOrder | null
}

/** The examination of a laboratory with one policy. */
export function examinationOf(laboratory: Laboratory & { readonly questions: SectionQuestions }): Examination {
  const [terms] = laboratory.terms
  if (terms === undefined) throw new TypeError('nothing to examine')
  return {
    laboratory,
    terms,
    questions: laboratory.questions,
    judge: createJudge(terms.translation.policy, laboratory.section),
  }
}

/** What a finding says, without its place and proof. */
export type FindingText = Pick<Finding, 'code' | 'severity' | 'message' | 'hint'> & {
  readonly rules?: readonly string[]
  readonly facts?: readonly string[]
}

/** An order that the service decides as it should. */
export interface ShownOrder {
  readonly order: FoundOrder
  readonly judged: JudgedOrder
}

type Show = (order: FoundOrder) => ShownOrder | null

/** A test of what the service decides of an order, which is shown as it is. */
export function shownAsFound({ judge }: Examination, holds: (judged: JudgedOrder) => boolean): Show {
  return (order) => {
    const judged = judge(order)
    return judged !== null && holds(judged) ? { order, judged } : null
  }
}

/** The same test; the simplest order that passes is shown. */
export function showing(examination: Examination, holds: (judged: JudgedOrder) => boolean): Show {
  const test = shownAsFound(examination, holds)
  return (order) => (test(order) === null ? null : test(simplerOrder(order, test)))
}

/** The finding that an order shows. */
export function shownFinding(
  examination: Examination,
  { rule }: RuleTerms,
  text: FindingText,
  { order, judged }: ShownOrder,
): Finding {
  const { policy } = examination.terms.translation
  return {
    ...placed(examination, rule, text),
    status: 'example',
    example: { ...exampleOf([policy], order), decision: decisionOf(judged) },
    because: null,
  }
}

/** A finding that holds for all orders. */
export function provedFinding(examination: Examination, { rule }: RuleTerms, text: FindingText): Finding {
  return { ...placed(examination, rule, text), status: 'proved', example: null, because: null }
}

/** What may be so; it is no more than information. */
export function openFinding(
  examination: Examination,
  { rule }: RuleTerms,
  text: FindingText,
  because: string,
): Finding {
  const { code, message, hint, rules = [], facts = [] } = text
  return {
    ...placed(examination, rule, { code, severity: 'information', message, hint, rules, facts }),
    status: 'not_decided',
    example: null,
    because,
  }
}

/** The finding of a search that should come to nothing; none where there is no such order. */
export function findingOfSearch(
  examination: Examination,
  terms: RuleTerms,
  text: FindingText,
  search: OrderSearch<ShownOrder>,
): readonly Finding[] {
  switch (search.kind) {
    case 'none':
      return []
    case 'found':
      return [shownFinding(examination, terms, text, search.judged)]
    case 'open':
      return [openFinding(examination, terms, text, search.because)]
  }
}

type Placed = Omit<Finding, 'status' | 'example' | 'because'>

function placed(
  { laboratory }: Examination,
  rule: RuleTerms['rule'],
  { code, severity, message, hint, rules = [], facts = [] }: FindingText,
): Placed {
  const { line, column } = rule.position
  return { line, column, code, severity, section: laboratory.section, rule: rule.id, message, hint, rules, facts }
}
