import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchiveFolder } from '../../src/archive/archive-folder.ts'
import { beginArchive } from '../../src/archive/archive-writer.ts'
import type { ArchivedEntry } from '../../src/journal/archive-place.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { sealed } from '../storage/make-entry.ts'

const path = mkdtempSync(join(tmpdir(), 'refund-archive-'))

/** Reads what {@link writeArchive} has written. */
export const readArchived = openArchiveFolder(path).read

/** Writes the entries to an archive file. */
export async function writeArchive(entries: readonly Entry[]): Promise<readonly ArchivedEntry[]> {
  const statement = { size: 0, root: '', store: null, accounts: 0, audit: { size: 0, hash: null } }
  const time = '2026-11-23T08:00:00.000Z'
  const draft = await beginArchive(path, { format: 1, before: time, made_at: time, statement, checkpoint: null })
  for (const entry of entries) await draft.add(sealed(entry))
  return (await draft.keep()).entries
}
