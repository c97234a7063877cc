import type { EvaluatorKind, PrepareEvaluator } from '../policy/evaluate/evaluator.ts'
import type { EvaluatorsDiffer } from '../policy/versions/agreed-evaluator.ts'
import { type PrepareText, prepareTextWith, takeOver } from '../policy/versions/prepare-text.ts'
import type { PolicyChecks } from './policy-checks.ts'

interface PrepareTextsDeps {
  /** Makes evaluators in this thread. */
  readonly createEvaluator: PrepareEvaluator
  /** The kind of those that are made elsewhere. */
  readonly evaluator: EvaluatorKind
  readonly checks: Pick<PolicyChecks, 'prepare'> | undefined
  /** Hears of each evaluator that is not used, of texts that were made ready elsewhere. */
  readonly onEvaluatorsDiffer: (difference: EvaluatorsDiffer) => void
  /** Whether requests are answered by now, which wait for whatever this thread does. */
  readonly isServing: () => boolean
}

/** Characters of a text that this thread has read in less time than another takes to begin. */
const shortText = 16_000

/** Makes short texts ready in this thread, and longer ones beside it once requests are answered. */
export function prepareTexts(deps: PrepareTextsDeps): PrepareText {
  const { checks, isServing, onEvaluatorsDiffer } = deps
  const prepareHere = prepareTextWith(deps.createEvaluator)
  return async (text) => {
    if (checks === undefined || text.length <= shortText || !isServing()) return prepareHere(text)
    const prepared = await checks.prepare({ text, evaluator: deps.evaluator })
    if (prepared.policy !== null) for (const difference of prepared.differences) onEvaluatorsDiffer(difference)
    return takeOver(prepared)
  }
}
