import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import type { VerifierKey } from './note-keys.ts'
import { openNote, textOfNote } from './signed-note.ts'

/** The checkpoint of a note, or in words why there is none. */
export type OpenedCheckpoint = { readonly checkpoint: Checkpoint } | { readonly fault: string }

/** The checkpoint that a note holds, signed by the key; without a key whoever signed it. */
export function openCheckpoint(note: string, key: VerifierKey | null): OpenedCheckpoint {
  const opened = key === null ? textOfNote(note) : openNote(note, key)
  if ('fault' in opened) return opened
  const checkpoint = readCheckpoint(opened.text)
  if (checkpoint === null) return { fault: 'it is signed, but no checkpoint of this service' }
  if (key !== null && checkpoint.origin !== key.name) return { fault: `it is a checkpoint of ${checkpoint.origin}` }
  return { checkpoint }
}
