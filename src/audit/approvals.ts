import type { AuditEntry } from './audit-entry.ts'
import type { AuditStore } from './audit-store.ts'

/** Whether approvals are paused, and the act that made it so; nulls where they never were. JSON names. */
export interface ApprovalsState {
  readonly paused: boolean
  readonly since: string | null
  readonly by: string | null
  readonly reason: string | null
}

const pageSize = 200

/** Looks for the newest pause or resumption, from the end of the log backwards. */
export async function readApprovals(store: AuditStore): Promise<ApprovalsState> {
  const head = await store.auditHead()
  const paused = head?.approvals_paused ?? false
  for (let end = head?.sequence ?? 0; end > 0; end -= pageSize) {
    const start = Math.max(0, end - pageSize)
    const page = await store.auditEntries(start, end - start)
    const act = page.toReversed().find(isAboutApprovals)
    if (act !== undefined) return { paused, since: act.at, by: act.author, reason: reasonOf(act) }
  }
  return { paused, since: null, by: null, reason: null }
}

function isAboutApprovals({ kind }: AuditEntry): boolean {
  return kind === 'approvals_paused' || kind === 'approvals_resumed'
}

function reasonOf({ details }: AuditEntry): string | null {
  const { reason } = details
  return typeof reason === 'string' ? reason : null
}
