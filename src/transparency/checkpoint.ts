import type { Statement } from './statement.ts'
import { digestOf } from './strict-base64.ts'

/** A statement over a store at one moment, and whose it is. */
export interface Checkpoint extends Statement {
  /** Name of the key that signs it. */
  readonly origin: string
  /** UTC ISO 8601. */
  readonly time: string
}

const lines =
  /^(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[^\n]+)\ntime (?<time>\S+)\nstore (?<store>[0-9a-f]{64}|-)\naccounts (?<accounts>0|[1-9]\d{0,15})\naudit (?<audits>0|[1-9]\d{0,15}) (?<audit>[0-9a-f]{64}|-)\n$/u

/**
 * The text to be signed: origin, size and root as C2SP's `tlog-checkpoint` has them, and below them as extension lines
 * the time, the store, its accounts, and the audit log's length and last hash.
 */
export function checkpointText({ origin, size, root, time, store, accounts, audit }: Checkpoint): string {
  const extensions = [
    `time ${time}`,
    `store ${store ?? '-'}`,
    `accounts ${accounts}`,
    `audit ${audit.size} ${audit.hash ?? '-'}`,
  ]
  return `${[origin, String(size), root, ...extensions].join('\n')}\n`
}

/** The checkpoint of a text; null where it is not one that {@link checkpointText} writes. */
export function readCheckpoint(text: string): Checkpoint | null {
  const groups = lines.exec(text)?.groups
  if (groups === undefined) return null
  const { origin = '', size, root = '', time = '', store, accounts, audits, audit } = groups
  if (digestOf(root) === null || Number.isNaN(Date.parse(time))) return null
  return {
    origin,
    size: Number(size),
    root,
    time,
    store: store === '-' || store === undefined ? null : store,
    accounts: Number(accounts),
    audit: { size: Number(audits), hash: audit === '-' || audit === undefined ? null : audit },
  }
}
