import type { Condition } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import { percentShares } from './percent-calls.ts'
import { translateCondition } from './translate-condition.ts'
import { translateExpression } from './translate-expression.ts'
import type { RuleTerms, SectionTerms } from './translate-rules.ts'
import type { Translated } from './translated.ts'

/** A part of a rule's condition that should be able to hold by itself. */
export interface Branch {
  readonly terms: RuleTerms
  readonly condition: Condition
  readonly truth: Translated
}

/** A share in hundredths that a rule's refund, or one of its named amounts, is computed by. */
export interface Share {
  readonly terms: RuleTerms
  readonly expression: Expression
  readonly hundredths: Translated
}

/** What is asked of one policy's section beside its rules. */
export interface SectionQuestions {
  readonly branches: readonly Branch[]
  readonly shares: readonly Share[]
}

/** Translates what the findings ask about. */
export function sectionQuestions({ rules, translation }: SectionTerms): SectionQuestions {
  const seen = new Set<Condition>()
  const branches = rules.flatMap((terms) =>
    branchesOf(terms.rule.when).flatMap((condition) => {
      if (seen.has(condition)) return []
      seen.add(condition)
      return [{ terms, condition, truth: translateCondition(translation, condition) }]
    }),
  )
  const shares = rules.flatMap((terms) => {
    const { refund: rule } = terms
    if (rule === null) return []
    const formulas = [...(rule.refund === null ? [] : [rule.refund]), ...rule.amounts.map(({ formula }) => formula)]
    const expressions = new Set(formulas.flatMap((formula) => percentShares(translation.policy, formula)))
    return [...expressions].map((expression) => ({
      terms,
      expression,
      hundredths: translateExpression(translation, expression),
    }))
  })
  return { branches, shares }
}

/** The members of every `any`: each is there because it may hold. */
function branchesOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'always':
    case 'leaf':
      return []
    case 'any':
      return [...condition.of, ...condition.of.flatMap(branchesOf)]
    case 'all':
      return condition.of.flatMap(branchesOf)
    case 'not':
    case 'named':
      return branchesOf(condition.of)
  }
}
