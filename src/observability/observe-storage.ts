import type { AuditEntry } from '../audit/audit-entry.ts'
import type { AppendResult } from '../journal/journal-store.ts'
import { Problem } from '../problems/problem.ts'
import type { Storage } from '../storage/storage.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

type Counts = Pick<Metrics, 'appended' | 'storeFailed'>

/** The same store; what is appended to it is counted, and each act of administration is one line of the log. */
export function observeStorage(storage: Storage, metrics: Counts, logger: Logger): Storage {
  const failed = (error: unknown): never => {
    countFailure(error, metrics)
    throw error
  }
  const observed: Pick<Storage, 'append' | 'appendAuditEntry'> = {
    append: (sealed, options) =>
      storage.append(sealed, options).then((result) => {
        metrics.appended(wordFor(result))
        return result
      }, failed),
    appendAuditEntry: async (entry) => {
      const isWritten = await storage.appendAuditEntry(entry).catch(failed)
      if (isWritten) logAct(entry, logger)
      return isWritten
    },
  }
  return { ...storage, ...observed }
}

/** Counts what the store failed to do; what is no fault of the store is not counted. */
export function countFailure(error: unknown, metrics: Pick<Metrics, 'storeFailed'>): void {
  if (!(error instanceof Problem)) metrics.storeFailed('internal_error')
  else if (error.code.startsWith('store_')) metrics.storeFailed(error.code)
}

function wordFor(result: AppendResult): Parameters<Metrics['appended']>[0] {
  if (result.appended) return 'appended'
  if ('isTaken' in result) return 'conflict'
  return 'boundTo' in result ? 'bound_elsewhere' : 'stale'
}

/** Who did what to which policy or key; never a reason or anything else that a person wrote, nor an account. */
function logAct({ kind, sequence, author, details }: AuditEntry, logger: Logger): void {
  const { policy, version, key_id: keyId, name: keyName } = details
  logger.info(
    { act: kind, audit: sequence, author, policy, version, key_id: keyId, key_name: keyName },
    kind.replaceAll('_', ' '),
  )
}
