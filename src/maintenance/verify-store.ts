import { type KeyFault, readKeys, verifyKeys } from '../access/verify-keys.ts'
import { type ArchiveFolder, openArchiveFolder } from '../archive/archive-folder.ts'
import { type ArchiveFault, type CheckedArchives, checkArchives } from '../archive/check-archives.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { type LoggedActs, readActs } from '../audit/logged-acts.ts'
import { type DraftFault, type KnownDrafts, readDrafts, verifyDrafts } from '../drafts/verify-drafts.ts'
import { readErasureLog } from '../erasure/erasure-log.ts'
import type { ChainFault } from '../journal/verify-chain.ts'
import { auditNotPassedOn, type FeedFault, verifyFeed } from '../journal/verify-feed.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { type VersionFault, verifyVersions, versionsAgainstLog } from '../policy/versions/verify-versions.ts'
import { Problem } from '../problems/problem.ts'
import type { Storage } from '../storage/storage.ts'
import type { Statement } from '../transparency/statement.ts'
import { lostAccounts } from './lost-accounts.ts'
import { type AgainstFault, compareWith } from './verify-against.ts'
import { type Verification, verifyJournal } from './verify-journal.ts'
import { rebuildTotals, type TotalFault } from './verify-totals.ts'

/** One thing that is wrong with a store; JSON names. */
export type StoreFault =
  | ChainFault
  | VersionFault
  | KeyFault
  | DraftFault
  | FeedFault
  | TotalFault
  | AgainstFault
  | ArchiveFault
  | { readonly audit_sequence: number | null; readonly code: 'audit_wrong'; readonly message: string }
  | { readonly code: 'file_damaged'; readonly message: string }

/** What was looked at, and every fault that was found. */
export interface StoreVerification extends Omit<Verification, 'faults'> {
  readonly audit_entries: number
  readonly policy_versions: number
  readonly api_keys: number
  readonly drafts: number
  /** Files that the audit log says are in use. */
  readonly archive_files: number
  /** The number of the feed up to which a checkpoint stood for the rest; null: everything was looked at. */
  readonly since: number | null
  /** Numbers of the feed that were walked. */
  readonly feed_numbers: number
  readonly faults: readonly StoreFault[]
}

/** What is verified. */
interface Verified {
  readonly storage: Storage
  readonly policies: Policies
  readonly audit: AuditLog
  /** Where archive files are; left out where none are known. */
  readonly archive?: ArchiveFolder
}

/** How much of it: one account's part of the journal and all that is beside it, or everything. */
export interface VerifyScope {
  readonly account: string | null
  /** What was kept elsewhere, of whichever age; asked for the whole store only. */
  readonly against?: readonly Statement[]
  /**
   * What stands for all that it covers, for the whole store only: every hash in it is compared with its root, and only
   * accounts with an entry behind it are walked. Totals, archive files and the store's own files are not looked at then.
   */
  readonly since?: Statement
}

/**
 * Looks through the journal, its feed and its totals (or one account's part of the journal), policy versions and keys
 * against the audit log, the audit log, and the store itself.
 */
export async function verifyStore(verified: Verified, scope: VerifyScope): Promise<StoreVerification> {
  const { storage, policies } = verified
  const { account, since } = scope
  const isWhole = account === null && since === undefined
  const archives = isWhole ? await checkedArchives(verified) : noArchives
  const statements = [...(scope.against ?? []), ...(since === undefined ? [] : [since]), ...archives.statements]
  const feed = account === null ? await walkFeed(storage, statements, since?.size ?? 0) : notWalked
  const totals = isWhole ? await rebuildTotals(storage) : null
  const onEntry = totals === null ? {} : { onEntry: totals.add }
  const log = await readErasureLog(storage)
  const erasures = log === null ? {} : { erasures: log }
  const journal = await verifyJournal(
    { store: storage, policies, ...onEntry, ...erasures },
    since === undefined ? { account } : feed,
  )
  // What cannot be read cannot be summed: its own fault says more.
  const isReadable = journal.faults.every(({ code }) => code !== 'entry_unreadable')
  const totalFaults = totals !== null && isReadable ? await totals.faults() : []
  const administration = await verifyAdministration(verified)
  const damages = since === undefined ? await storage.checkIntegrity() : []
  return {
    ...journal,
    audit_entries: administration.entries,
    policy_versions: administration.versions,
    api_keys: administration.keys,
    drafts: administration.drafts,
    archive_files: archives.files,
    feed_numbers: feed.numbers,
    since: since?.size ?? null,
    faults: [
      ...archives.faults,
      ...journal.faults,
      ...totalFaults,
      ...feed.faults,
      ...administration.faults,
      ...damages.map((message) => ({ code: 'file_damaged' as const, message })),
    ],
  }
}

const noArchives: CheckedArchives = { files: 0, statements: [], faults: [] }

/** What the log says of archives is looked at where the log can be read: its own fault says the rest. */
async function checkedArchives({ storage, archive = openArchiveFolder(null) }: Verified): Promise<CheckedArchives> {
  try {
    return await checkArchives(storage, archive)
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return noArchives
    throw error
  }
}

interface WalkedFeed {
  readonly numbers: number
  /** Which have an entry behind the number that was asked for, or one without a number. */
  readonly accounts: ReadonlySet<string>
  readonly faults: readonly StoreFault[]
}

const notWalked: WalkedFeed = { numbers: 0, accounts: new Set(), faults: [] }
/** So many entries wait for their number at most where a service runs. */
const mostWaiting = 100_000

async function walkFeed(storage: Storage, against: readonly Statement[], after: number): Promise<WalkedFeed> {
  const comparison = compareWith(against)
  const accounts = new Set<string>()
  let numbers = 0
  for (const key of await storage.pendingFeed(mostWaiting)) if ('account' in key) accounts.add(key.account)
  const faults = await verifyFeed(storage, (next) => {
    comparison.note(next)
    numbers += 1
    if (next.number > after && next.account !== null) accounts.add(next.account)
  })
  const lost = comparison.lacksAccounts() ? await lostAccounts(storage) : []
  return { numbers, accounts, faults: [...faults, ...comparison.faults(lost)] }
}

interface Administration {
  readonly entries: number
  readonly versions: number
  readonly keys: number
  readonly drafts: number
  readonly faults: readonly StoreFault[]
}

/** Versions and keys are read before the log that names them: what is published or made meanwhile is in it. */
async function verifyAdministration({ storage, audit }: Verified): Promise<Administration> {
  const versions = await verifyVersions(storage)
  const keys = await readKeys(storage)
  const drafts = await readDrafts(storage)
  const log = await verifyLog(audit, storage)
  const compared: readonly StoreFault[] =
    log.acts === null
      ? drafts.faults
      : [
          ...versionsAgainstLog(versions, log.acts.versions),
          ...verifyKeys(keys, log.acts),
          ...(await releaseFaults(storage, versions.known, { drafts, acts: log.acts.releases })),
        ]
  return {
    entries: log.entries,
    versions: versions.versions,
    keys: keys instanceof Problem ? 0 : keys.length,
    drafts: drafts.drafts.length,
    faults: [...versions.faults, ...compared, ...log.faults],
  }
}

/** Drafts change while a store is verified, unlike what else is compared with the log: a fault is one that stands when both are read again. */
async function releaseFaults(
  storage: Storage,
  versions: Parameters<typeof verifyDrafts>[1],
  { drafts, acts }: { readonly drafts: KnownDrafts; readonly acts: readonly AuditEntry[] },
): Promise<readonly DraftFault[]> {
  const faults = verifyDrafts(drafts, versions, acts)
  if (faults.length === 0) return faults
  const again = await readDrafts(storage)
  return verifyDrafts(again, versions, (await readActs(storage)).releases)
}

/** `acts` is null where the log cannot be read. */
async function verifyLog(
  audit: AuditLog,
  storage: Storage,
): Promise<{ readonly entries: number; readonly acts: LoggedActs | null; readonly faults: readonly StoreFault[] }> {
  try {
    const { sound, fault } = await audit.verify()
    const acts = await readActs(storage)
    const missing = await auditNotPassedOn(storage, sound)
    const message = 'it does not wait for a number, but the feed does not have it'
    const faults = [...(fault === null ? [] : [fault]), ...missing.map((sequence) => ({ sequence, message }))]
    return {
      entries: sound,
      acts,
      faults: faults.map((found) => ({
        audit_sequence: found.sequence,
        code: 'audit_wrong',
        message: found.message,
      })),
    }
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'store_damaged')) throw error
    return { entries: 0, acts: null, faults: [{ audit_sequence: null, code: 'audit_wrong', message: error.detail }] }
  }
}
