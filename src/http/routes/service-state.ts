import { type Metrics, metricsMediaType } from '../../observability/metrics.ts'
import { Problem } from '../../problems/problem.ts'
import { jsonAnswer, textAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** `/healthz` answers while the process lives, whatever the store does; `/readyz` asks the store; `/metrics` tells figures. */
export function serviceStateRoutes(deps: {
  /** Resolves when the store answers a read and could take a write. */
  readonly checkReady: () => Promise<void>
  readonly metrics: Pick<Metrics, 'differing'>
  /** In Prometheus' text format. */
  readonly metricsOfAll: () => Promise<string>
}): OperationHandlers<'getHealth' | 'getReadiness' | 'getMetrics'> {
  return {
    getHealth: async () => jsonAnswer<Operations['getHealth']['answer']>(200, { status: 'ok' }),
    getReadiness: async () => {
      try {
        await deps.checkReady()
      } catch (cause) {
        throw new Problem('store_unavailable', 'A decision could not be stored now.', { cause })
      }
      const differing = deps.metrics.differing()
      return jsonAnswer<Operations['getReadiness']['answer']>(200, { status: 'ready', differing_evaluators: differing })
    },
    getMetrics: async () => textAnswer(200, { mediaType: metricsMediaType, text: await deps.metricsOfAll() }),
  }
}
