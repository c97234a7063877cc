import type { Checkpoint } from './checkpoint.ts'
import type { Digest } from './merkle-tree.ts'
import type { VerifierKey } from './note-keys.ts'
import { openCheckpoint } from './open-checkpoint.ts'
import { digestOf } from './strict-base64.ts'
import { isExtended } from './tree-proofs.ts'

/**
 * A checkpoint with the proof that it extends an older one, as a witness is asked in C2SP's `tlog-witness`: the older
 * size, the proof's hashes, a blank line, the checkpoint.
 */
export function extensionText(olderSize: number, proof: readonly Digest[], note: string): string {
  return `${[`old ${olderSize}`, ...proof.map((hash) => hash.toString('base64'))].join('\n')}\n\n${note}`
}

/** What is wrong with the claim that the file's checkpoint extends the older one; null where it is proved. */
export function extensionFault(text: string, older: Checkpoint, key: VerifierKey): string | null {
  const [, head = '', note = ''] = /^(old [0-9]+\n(?:[^\n]+\n)*)\n([\s\S]*)$/u.exec(text) ?? []
  const [first, ...encoded] = head.trimEnd().split('\n')
  if (first !== `old ${older.size}`) return `it proves nothing about a checkpoint of ${older.size} numbers`
  const opened = openCheckpoint(note, key)
  if ('fault' in opened) return opened.fault
  const proof = encoded.map(digestOf)
  const hashes = proof.filter((hash) => hash !== null)
  const [olderRoot, newerRoot] = [digestOf(older.root), digestOf(opened.checkpoint.root)]
  if (hashes.length < proof.length || olderRoot === null || newerRoot === null) return 'a line of its proof is no hash'
  const extension = {
    older: { size: older.size, root: olderRoot },
    newer: { size: opened.checkpoint.size, root: newerRoot },
  }
  return isExtended(extension, hashes) ? null : 'its proof does not show that it extends the older checkpoint'
}
