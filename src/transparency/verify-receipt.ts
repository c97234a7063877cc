import { canonicalJson } from '../fingerprint/canonical-json.ts'
import { sha256 } from '../fingerprint/fingerprint.ts'
import type { Entry } from '../journal/entry.ts'
import { keptValues } from '../journal/entry-forms.ts'
import { isErased } from '../journal/erase-entry.ts'
import { readEntry } from '../journal/read-entry.ts'
import { sealConfidential } from '../journal/seal.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { VerifierKey } from './note-keys.ts'
import { openCheckpoint } from './open-checkpoint.ts'
import { receiptFormat } from './receipt.ts'
import { leafOf } from './statement.ts'
import { digestOf } from './strict-base64.ts'
import { isIncluded } from './tree-proofs.ts'

/** One thing that is wrong with a receipt, and in which of its parts. */
export interface ReceiptFault {
  readonly part: 'text' | 'form' | 'entry' | 'opened' | 'proof' | 'checkpoint'
  readonly message: string
}

/** What a receipt proves, or everything that is wrong with it. */
export type CheckedReceipt =
  | { readonly entry: Entry; readonly number: number; readonly checkpoint: Checkpoint }
  | { readonly faults: readonly ReceiptFault[] }

interface ReceiptForm {
  readonly format: unknown
  readonly entry: object
  readonly hash: string
  readonly opened: object | null
  readonly number: number
  readonly proof: readonly string[]
  readonly checkpoint: string
}

const partNames = ['checkpoint', 'entry', 'format', 'hash', 'number', 'opened', 'proof'] as const

/** Checks a receipt by itself and with the key that signed its checkpoint: no store is asked. Pure. */
export function verifyReceipt(text: string, key: VerifierKey): CheckedReceipt {
  const read = readReceipt(text)
  if ('part' in read) return { faults: [read] }
  const opened = openCheckpoint(read.checkpoint, key)
  const faults: ReceiptFault[] = []
  if ('fault' in opened) faults.push({ part: 'checkpoint', message: opened.fault })
  if (sha256(canonicalJson(read.entry)) !== read.hash) {
    faults.push({ part: 'entry', message: 'it does not have the hash that stands beside it' })
  }
  if ('checkpoint' in opened) faults.push(...proofFaults(read, opened.checkpoint))
  const entry = entryOf(read)
  if (entry === null) return { faults: [...faults, { part: 'entry', message: 'it has not the form of an entry' }] }
  faults.push(...openedFaults(entry))
  if (faults.length > 0 || 'fault' in opened) return { faults }
  return { entry, number: read.number, checkpoint: opened.checkpoint }
}

function readReceipt(text: string): ReceiptForm | ReceiptFault {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { part: 'text', message: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const canonical = canonicalOf(value)
  if (canonical !== (text.endsWith('\n') ? text.slice(0, -1) : text)) {
    const place = Array.from(text).findIndex((character, index) => character !== canonical[index])
    const message = `it was not left as it was given out: character ${place + 1} is another, or the text was formatted anew`
    return { part: 'text', message }
  }
  return isReceipt(value) ? value : { part: 'form', message: 'it has not the parts of a receipt of this service' }
}

/** Half a surrogate pair has no canonical form. */
function canonicalOf(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch {
    return ''
  }
}

function isReceipt(value: unknown): value is ReceiptForm {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== partNames.join()) return false
  const { format, entry, hash, opened, number, proof, checkpoint } = value as Record<keyof ReceiptForm, unknown>
  return (
    format === receiptFormat &&
    isObject(entry) &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/u.test(hash) &&
    (opened === null || isObject(opened)) &&
    typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    number > 0 &&
    Array.isArray(proof) &&
    proof.every((item) => digestOf(item) !== null) &&
    typeof checkpoint === 'string'
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function proofFaults({ hash, number, proof }: ReceiptForm, { size, root }: Checkpoint): readonly ReceiptFault[] {
  const digest = digestOf(root)
  const hashes = proof.map(digestOf).filter((item) => item !== null)
  const place = { leaf: leafOf(hash), index: number - 1 }
  const isProved = digest !== null && isIncluded(place, hashes, { size, root: digest })
  const message = `it does not lead from the hash at number ${number} to the root of the checkpoint's ${size} numbers`
  return isProved ? [] : [{ part: 'proof', message }]
}

/** Reads the entry out of a copy: what is left out of its text is filled in. */
function entryOf({ entry, hash, opened }: ReceiptForm): Entry | null {
  const pending = { review: null, delivery: false, response: null }
  try {
    return readEntry({ ...structuredClone({ body: entry, confidential: opened }), hash, pending })
  } catch {
    return null
  }
}

/** Every value that is told is what was committed to; only what an erasure removes may be missing. */
function openedFaults(entry: Entry): readonly ReceiptFault[] {
  const { confidential, commitments } = entry
  if (confidential === null) return []
  const sealed = new Map(Object.entries(sealConfidential(confidential).commitments))
  const mayMiss = (part: string): boolean => isErased(entry) && !(part in keptValues)
  const wrong = Object.entries(commitments).filter(
    ([part, commitment]) => sealed.get(part) !== (mayMiss(part) ? null : commitment),
  )
  return wrong.map(([part]) => ({ part: 'opened', message: `${part} is not what the entry commits to` }))
}
