import { canonicalJson, type Json } from '../fingerprint/canonical-json.ts'
import type { SealedEntry } from '../journal/append-entry.ts'
import type { Digest } from './merkle-tree.ts'

/** A receipt before it is written down. */
export interface ReceiptParts {
  readonly sealed: SealedEntry
  /** Whether the values behind the commitments are told. */
  readonly isOpened: boolean
  /** The entry's number in the feed. */
  readonly number: number
  /** Proves that the entry is among the numbers that the checkpoint covers. */
  readonly proof: readonly Digest[]
  /** The signed checkpoint. */
  readonly checkpoint: string
}

/**
 * The receipt of a decision in its one form, RFC 8785: the entry as its hash covers it, its number, the way from there
 * to the checkpoint's root, and the checkpoint. Erased values are told as null like those that are not opened.
 */
export function receiptText({ sealed, isOpened, number, proof, checkpoint }: ReceiptParts): string {
  const { entry, body, confidentialText } = sealed
  return canonicalJson({
    format: receiptFormat,
    entry: JSON.parse(body) as Json,
    hash: entry.hash,
    opened: isOpened && confidentialText !== null ? (JSON.parse(confidentialText) as Json) : null,
    number,
    proof: proof.map((hash) => hash.toString('base64')),
    checkpoint,
  })
}

/** The form of receipts; a later one is another number. */
export const receiptFormat = 1
