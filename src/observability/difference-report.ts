import type { EvaluatorsDiffer } from '../policy/versions/agreed-evaluator.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Counts and logs each evaluator that is not used for a policy. */
export function differenceReport(
  logger: Logger,
  metrics: Pick<Metrics, 'evaluatorsDiffer'>,
): (difference: EvaluatorsDiffer) => void {
  return (difference) => {
    metrics.evaluatorsDiffer(difference.policy, difference.evaluator)
    logger.error(difference, 'an evaluator differs from the reference and is not used for this policy')
  }
}
