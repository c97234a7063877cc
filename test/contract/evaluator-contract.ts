import { describe } from '@jest/globals'
import type { CreateEvaluator } from '../../src/policy/evaluate/evaluator.ts'
import { actionContract } from './evaluator-actions.ts'
import { conditionContract } from './evaluator-conditions.ts'
import { disputeContract } from './evaluator-disputes.ts'
import { evaluationContract } from './evaluator-evaluation.ts'
import { messageContract } from './evaluator-messages.ts'
import { refundContract } from './evaluator-refunds.ts'
import { ruleContract } from './evaluator-rules.ts'

/** What every evaluator must compute, in the order of the policy language's description. */
export function evaluatorContract(name: string, create: CreateEvaluator): void {
  describe(name, () => {
    conditionContract(create)
    ruleContract(create)
    refundContract(create)
    actionContract(create)
    messageContract(create)
    disputeContract(create)
    evaluationContract(create)
  })
}
