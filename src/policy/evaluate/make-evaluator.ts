import type { Policy } from '../model/policy.ts'
import { makeCompiledEvaluator } from './compiled.ts'
import type { Evaluator, EvaluatorKind } from './evaluator.ts'
import { makeInterpretedEvaluator } from './interpreted.ts'
import { createReferenceEvaluator } from './with-json-rules-engine.ts'

/** Makes the evaluator of that kind in small steps. */
export function* makeEvaluator(kind: EvaluatorKind, policy: Policy): Generator<void, Evaluator> {
  switch (kind) {
    case 'compiled':
      return yield* makeCompiledEvaluator(policy)
    case 'interpreted':
      return yield* makeInterpretedEvaluator(policy)
    case 'reference':
      return createReferenceEvaluator(policy)
  }
}
