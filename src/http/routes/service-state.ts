import type { AuditLog } from '../../audit/audit-log.ts'
import { newestVerification } from '../../audit/verifications.ts'
import type { Checkpoints } from '../../checkpoints/open-checkpoints.ts'
import { serviceVersion } from '../../config/installation.ts'
import { type Metrics, metricsMediaType } from '../../observability/metrics.ts'
import { Problem } from '../../problems/problem.ts'
import type { Storage } from '../../storage/storage.ts'
import { jsonAnswer, textAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** What is told of a store. */
export type ToldStore = Pick<Storage, 'about' | 'auditEntries'>

/** `/healthz` answers while the process lives, whatever the store does; `/readyz` asks the store; `/metrics` tells figures; `/v1/service` tells a person what runs here. */
export function serviceStateRoutes(deps: {
  /** Resolves when the store answers a read and could take a write. */
  readonly checkReady: () => Promise<void>
  readonly metrics: Pick<Metrics, 'differing'>
  readonly store: ToldStore
  readonly audit: Pick<AuditLog, 'find'>
  readonly checkpoints: Pick<Checkpoints, 'newest'>
  /** In Prometheus' text format. */
  readonly metricsOfAll: () => Promise<string>
}): OperationHandlers<'getHealth' | 'getReadiness' | 'getMetrics' | 'getService'> {
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
    getService: async () => jsonAnswer<Operations['getService']['answer']>(200, await describe(deps)),
    getMetrics: async () => textAnswer(200, { mediaType: metricsMediaType, text: await deps.metricsOfAll() }),
  }
}

async function describe({
  checkReady,
  metrics,
  store,
  audit,
  checkpoints,
}: Pick<
  Parameters<typeof serviceStateRoutes>[0],
  'checkReady' | 'metrics' | 'store' | 'audit' | 'checkpoints'
>): Promise<Operations['getService']['answer']> {
  const reason = await reasonOf(checkReady)
  const [first] = await store.auditEntries(0, 1)
  const checkpoint = (await checkpoints.newest())?.checkpoint ?? null
  return {
    version: serviceVersion(),
    node: process.version,
    store: { ...store.about, id: first?.hash ?? null },
    ready: reason === null,
    reason,
    differing_evaluators: [...metrics.differing()],
    checkpoint:
      checkpoint === null ? null : { size: checkpoint.size, time: checkpoint.time, origin: checkpoint.origin },
    verified: await newestVerification(audit),
  }
}

/** The code of what is in the way of a decision; null where nothing is. */
async function reasonOf(checkReady: () => Promise<void>): Promise<string | null> {
  try {
    await checkReady()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}
