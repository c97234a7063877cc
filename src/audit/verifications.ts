import { Problem } from '../problems/problem.ts'
import type { AuditLog } from './audit-log.ts'

/** What came of a verification of the whole store. JSON names. */
interface VerificationResult {
  /** The last number of the feed that was walked. */
  readonly up_to: number
  readonly entries: number
  readonly faults: number
}

/** A verification that was noted. JSON names. */
export interface NotedVerification extends VerificationResult {
  /** When it ended, UTC ISO 8601. */
  readonly at: string
  readonly by: string
}

/** Notes what came of a verification: in the log, so that nobody can write it later unseen. */
export async function noteVerification(
  audit: Pick<AuditLog, 'record'>,
  author: string,
  { up_to, entries, faults }: VerificationResult,
): Promise<void> {
  await audit.record({ kind: 'store_verified', author, details: { up_to, entries, faults } })
}

/** The newest verification that was noted, among the newest 20,000 acts; null where there is none. Problem store_damaged where it does not say what came of it. */
export async function newestVerification(audit: Pick<AuditLog, 'find'>): Promise<NotedVerification | null> {
  const { items } = await audit.find({ kinds: ['store_verified'] }, { before: null, limit: 1 })
  const [noted] = items
  if (noted === undefined) return null
  const { at, author, details } = noted
  const count = (name: keyof VerificationResult): number => {
    const value = details[name]
    if (typeof value === 'number') return value
    throw new Problem('store_damaged', `Entry ${noted.sequence} of the audit log does not say its ${name}.`)
  }
  return { at, by: author, up_to: count('up_to'), entries: count('entries'), faults: count('faults') }
}
