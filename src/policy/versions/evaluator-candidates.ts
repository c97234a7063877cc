import { createCompiledEvaluator } from '../evaluate/compiled.ts'
import type { EvaluatorKind } from '../evaluate/evaluator.ts'
import { createInterpretedEvaluator } from '../evaluate/interpreted.ts'
import type { AgreedEvaluatorDeps } from './agreed-evaluator.ts'

const compiled = { name: 'compiled', create: createCompiledEvaluator }
const interpreted = { name: 'interpreted', create: createInterpretedEvaluator }

/** The evaluators that may rule where one of that kind is asked for, beside the reference. */
export function candidatesOf(kind: EvaluatorKind): AgreedEvaluatorDeps['candidates'] {
  switch (kind) {
    case 'compiled':
      return [compiled, interpreted]
    case 'interpreted':
      return [interpreted]
    case 'reference':
      return []
  }
}
