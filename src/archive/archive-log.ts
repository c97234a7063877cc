import type { AuditEntry } from '../audit/audit-entry.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { auditStream } from '../audit/audit-stream.ts'
import { Problem } from '../problems/problem.ts'

/** A file that entries were moved to, as the audit log has it. */
export interface LoggedArchive {
  readonly file: string
  /** The first entry in it. */
  readonly first: { readonly account: string; readonly sequence: number }
}

/** The files that the audit log says entries were moved to and were not all brought back from, the oldest first. */
export async function archivesInUse(store: Pick<AuditStore, 'auditEntries'>): Promise<readonly LoggedArchive[]> {
  const files = new Map<string, LoggedArchive>()
  for await (const entry of auditStream(store, 0)) {
    if (entry.kind === 'entries_archived') files.set(textIn(entry, 'file'), archiveIn(entry))
    if (entry.kind === 'entries_restored') files.delete(textIn(entry, 'file'))
  }
  return [...files.values()]
}

function archiveIn(entry: AuditEntry): LoggedArchive {
  const { first_account: account, first_sequence: sequence } = entry.details
  if (typeof account === 'string' && typeof sequence === 'number') {
    return { file: textIn(entry, 'file'), first: { account, sequence } }
  }
  throw new Problem('store_damaged', `Entry ${entry.sequence} of the audit log does not say what was archived.`)
}

function textIn({ sequence, details }: AuditEntry, name: string): string {
  const value = details[name]
  if (typeof value === 'string') return value
  throw new Problem('store_damaged', `Entry ${sequence} of the audit log does not say its ${name}.`)
}
