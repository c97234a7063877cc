import { atOnce } from '../../time/in-slices.ts'
import { FactSlots, factLayout } from '../model/fact-slots.ts'
import type { Policy } from '../model/policy.ts'
import { compileJudge } from './compile-judge.ts'
import type { SynchronousEvaluator } from './evaluator.ts'
import { makeInterpretedEvaluator } from './interpreted.ts'
import { wordVerdict } from './refund-ruling.ts'

/**
 * Turns the refunds of a policy into generated code, and everything else into closures: what is
 * unknown, faulty or rare is left to them, with the same rulings. Where the platform forbids
 * generated code it is the interpreted evaluator.
 */
export function createCompiledEvaluator(policy: Policy): SynchronousEvaluator {
  return atOnce(makeCompiledEvaluator(policy))
}

/** As {@link createCompiledEvaluator}, in small steps. */
export function* makeCompiledEvaluator(policy: Policy): Generator<void, SynchronousEvaluator> {
  const interpreted = yield* makeInterpretedEvaluator(policy)
  const judge = yield* compileJudge(policy)
  const layout = factLayout(policy)
  if (judge === null) return interpreted
  const evaluator: SynchronousEvaluator = {
    ...interpreted,
    kind: 'compiled',
    judgeRefund: (facts, now) => judge(FactSlots.of(layout, facts), now) ?? interpreted.judgeRefund(facts, now),
    ruleRefund: (evaluation) => {
      const { facts, now } = interpreted.runOf(evaluation)
      const verdict = judge(facts, now)
      const ruling = verdict === undefined ? null : wordVerdict(evaluation, verdict)
      return ruling ?? interpreted.ruleRefund(evaluation)
    },
    evaluateRefund: (facts, now) => evaluator.ruleRefund(evaluator.begin(facts, now)),
  }
  return evaluator
}
