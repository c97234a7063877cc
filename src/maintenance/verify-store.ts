import type { AuditLog } from '../audit/audit-log.ts'
import { readErasureLog } from '../erasure/erasure-log.ts'
import type { ChainFault } from '../journal/verify-chain.ts'
import { auditNotPassedOn, type FeedFault, verifyFeed } from '../journal/verify-feed.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { type VersionFault, verifyVersions } from '../policy/versions/verify-versions.ts'
import { Problem } from '../problems/problem.ts'
import type { Storage } from '../storage/storage.ts'
import type { Head } from './heads.ts'
import { type Verification, verifyJournal } from './verify-journal.ts'
import { rebuildTotals, type TotalFault } from './verify-totals.ts'

/** One thing that is wrong with a store; JSON names. */
export type StoreFault =
  | ChainFault
  | VersionFault
  | FeedFault
  | TotalFault
  | { readonly audit_sequence: number | null; readonly code: 'audit_wrong'; readonly message: string }
  | { readonly code: 'file_damaged'; readonly message: string }

/** What was looked at, and every fault that was found. */
export interface StoreVerification extends Omit<Verification, 'faults'> {
  readonly audit_entries: number
  readonly policy_versions: number
  readonly faults: readonly StoreFault[]
}

/** Looks through the journal, its feed and its totals (or one account's part of the journal), the policy versions, the audit log and the store itself. */
export async function verifyStore(
  { storage, policies, audit }: { readonly storage: Storage; readonly policies: Policies; readonly audit: AuditLog },
  scope: { readonly account: string | null; readonly heads: readonly Head[] },
): Promise<StoreVerification> {
  const totals = scope.account === null ? await rebuildTotals(storage) : null
  const onEntry = totals === null ? {} : { onEntry: totals.add }
  const log = await readErasureLog(storage)
  const erasures = log === null ? {} : { erasures: log }
  const journal = await verifyJournal({ store: storage, policies, ...onEntry, ...erasures }, scope)
  // What cannot be read cannot be summed: its own fault says more.
  const isWhole = journal.faults.every(({ code }) => code !== 'entry_unreadable')
  const totalFaults = totals !== null && isWhole ? await totals.faults() : []
  const feedFaults = scope.account === null ? await verifyFeed(storage) : []
  const versions = await verifyVersions(storage)
  const auditLog = await verifyLog(audit, storage)
  const damages = await storage.checkIntegrity()
  return {
    ...journal,
    audit_entries: auditLog.entries,
    policy_versions: versions.versions,
    faults: [
      ...journal.faults,
      ...totalFaults,
      ...feedFaults,
      ...versions.faults,
      ...auditLog.faults,
      ...damages.map((message) => ({ code: 'file_damaged' as const, message })),
    ],
  }
}

async function verifyLog(
  audit: AuditLog,
  storage: Storage,
): Promise<{ readonly entries: number; readonly faults: readonly StoreFault[] }> {
  try {
    const { sound, fault } = await audit.verify()
    const missing = await auditNotPassedOn(storage, sound)
    const message = 'it is marked as numbered, but the feed does not have it'
    const faults = [...(fault === null ? [] : [fault]), ...missing.map((sequence) => ({ sequence, message }))]
    return {
      entries: sound,
      faults: faults.map((found) => ({
        audit_sequence: found.sequence,
        code: 'audit_wrong',
        message: found.message,
      })),
    }
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'store_damaged')) throw error
    return { entries: 0, faults: [{ audit_sequence: null, code: 'audit_wrong', message: error.detail }] }
  }
}
