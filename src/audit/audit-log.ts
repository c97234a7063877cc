import type { AtHand } from '../time/at-hand.ts'
import type { ApprovalsState } from './approvals.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { AuditFilter, FoundEntries } from './find-entries.ts'
import type { LoggedActs } from './logged-acts.ts'

/** A policy version as the log speaks of it. */
export interface Publication {
  readonly name: string
  readonly version: number
  readonly sha256: string
  readonly author: string
  readonly reason: string | null
  /** UTC ISO 8601. */
  readonly published_at: string
  /** Whether it is the retirement of the policy. */
  readonly retired?: true
  /** The draft that it was, where it was one. */
  readonly release?: { readonly draft: string; readonly approved_by: readonly string[] }
}

/** Where published versions are looked up; versions count from 1 without gaps. */
export interface Publications {
  /** The newest of every name. */
  list(): Promise<readonly Pick<Publication, 'name' | 'version'>[]>
  /** Newest first, at most `limit`, below `before`. */
  versions(
    name: string,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly Publication[]>
}

/** Which entry is at fault and why; `sequence` is the one that should stand there. */
interface AuditFault {
  readonly sequence: number
  readonly message: string
}

/** How far the chain holds. The walk ends at the first fault, so nothing is said of what follows it. */
export interface AuditVerification {
  /** Entries that were found sound, from the first on. */
  readonly sound: number
  readonly fault: AuditFault | null
}

/** The administrative log: who did what. One hash-chained, append-only stream for all processes. */
export interface AuditLog {
  /** Appends an entry durably; `at` is never before the entry before it. */
  record(act: Pick<AuditEntry, 'kind' | 'author' | 'details'>): Promise<AuditEntry>
  /** As {@link record}, unless one of the newest 200 entries says the same. Resolves to whether it was logged now. */
  recordOnce(
    act: Pick<AuditEntry, 'kind' | 'author' | 'details'>,
    isSame: (entry: AuditEntry) => boolean,
  ): Promise<boolean>
  /** As {@link record}, once per version: a publication that was logged lately is not logged again. */
  recordPublished(publication: Publication): Promise<void>
  /** Logs the publications that are missing because a process died between publishing and logging. Returns how many. */
  reconcilePublishes(publications: Publications): Promise<number>
  /** What was logged of API keys so far: the whole log is read. */
  loggedKeys(): Promise<Pick<LoggedActs, 'keys' | 'expiries' | 'revoked'>>
  /** Whether the newest entry says so, as the store has it at this call. */
  approvalsPaused(): AtHand<boolean>
  /** The same, with who made it so, when and why. */
  approvals(): Promise<ApprovalsState>
  /** From the next decision on, what would pay waits for a person. Does nothing where that is so already: false. */
  pause(command: { readonly author: string; readonly reason: string }): Promise<boolean>
  /** Ends a pause; does nothing where there is none: false. */
  resume(command: { readonly author: string; readonly reason: string }): Promise<boolean>
  /** Those that pass the filter, newest first, at most `limit`, with a sequence below `before` (null: from the newest). */
  find(filter: AuditFilter, page: { readonly before: number | null; readonly limit: number }): Promise<FoundEntries>
  /** Walks the whole chain and reports the first fault. */
  verify(): Promise<AuditVerification>
}
