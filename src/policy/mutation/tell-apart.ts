import type { CaseAnswer } from '../cases/case-answer.ts'
import type { JudgeCase } from '../cases/run-case.ts'
import type { Case, CaseExpectation } from '../model/case.ts'
import type { Policy } from '../model/policy.ts'
import type { Mutant } from './mutant.ts'
import { answerOf, isSameAnswer, type TrialOrder } from './trial-orders.ts'

/** The policy that mutants are compared with, and who judges. */
interface Compared {
  readonly policy: Policy
  readonly judge: JudgeCase
}

/**
 * A case that the mutant would fail, made of the first of the orders that it decides otherwise, those near its rule before
 * the others; null where there is none.
 */
export async function tellApart(
  mutant: Mutant,
  orders: readonly TrialOrder[],
  compared: Compared,
): Promise<Case | null> {
  const { rule, policy } = mutant
  const isNear = ({ tested, answer }: TrialOrder): boolean => tested.rule === rule || answer.rule === rule
  const sorted = rule === null ? orders : [...orders.filter(isNear), ...orders.filter((order) => !isNear(order))]
  for (const order of sorted) {
    const answer = await answerOf(policy, order, compared)
    if (answer === null || !isSameAnswer(answer, order.answer)) return offeredCase(mutant, order, answer)
  }
  return null
}

/** The case that an order makes: what the policy answers is expected, as far as the mutant answers otherwise. */
function offeredCase({ part, change, rule }: Mutant, { tested, answer }: TrialOrder, other: CaseAnswer | null): Case {
  const beside = tested.section === 'refunds' ? (rule ?? answer.rule) : rule
  return { ...tested, name: `${part}: ${change}`, rule: beside, expect: expectation(answer, other) }
}

const optional = ['reason', 'clause', 'method', 'label', 'proposed', 'level', 'capped_from'] as const

function expectation(answer: CaseAnswer, other: CaseAnswer | null): CaseExpectation {
  const differs = (field: keyof CaseAnswer): boolean =>
    other === null || JSON.stringify(answer[field]) !== JSON.stringify(other[field])
  const named = optional.filter(differs).map((field) => [field, answer[field]] as const)
  return {
    outcome: answer.outcome,
    rule: answer.rule,
    ...(answer.refund === null && !differs('refund') ? {} : { refund: answer.refund }),
    ...Object.fromEntries(named),
    ...(differs('amounts') ? { amounts: answer.amounts } : {}),
    ...(differs('actions') ? { actions: answer.actions } : {}),
  }
}
