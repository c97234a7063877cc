import type { AuditStore } from '../audit/audit-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { Problem } from '../problems/problem.ts'
import type { Statement } from '../transparency/statement.ts'
import { type ArchiveFolder, fileName } from './archive-folder.ts'
import { readHeader } from './archive-header.ts'
import { archivesInUse, type LoggedArchive } from './archive-log.ts'

/** One archive file that is not as it was written. */
export interface ArchiveFault {
  readonly archive: string
  readonly code: 'archive_missing' | 'archive_changed'
  readonly message: string
}

/** What was found of the archive files that the log names. */
export interface CheckedArchives {
  readonly files: number
  /** What each of them says that the store held when it was begun. */
  readonly statements: readonly Statement[]
  readonly faults: readonly ArchiveFault[]
}

type Store = Pick<AuditStore, 'auditEntries'> & Pick<JournalStore, 'movedTexts'>

/** Reads every archive file that the audit log names: each has to be there where an entry needs it, and be as it was written. */
export async function checkArchives(store: Store, folder: ArchiveFolder): Promise<CheckedArchives> {
  const archives = await archivesInUse(store)
  const statements: Statement[] = []
  const faults: ArchiveFault[] = []
  for (const archive of archives) {
    const found = await checkOne(store, folder, archive)
    if ('code' in found) faults.push(found)
    else if (found.statement !== null) statements.push(found.statement)
  }
  return { files: archives.length, statements, faults }
}

async function checkOne(
  store: Store,
  folder: ArchiveFolder,
  { file, first: { account, sequence } }: LoggedArchive,
): Promise<ArchiveFault | { readonly statement: Statement | null }> {
  const archive = fileName(file)
  switch (await folder.state(file)) {
    case 'missing': {
      const [moved] = await store.movedTexts(account, sequence - 1, 1)
      // A copy of the store has all of it.
      if (moved !== sequence) return { statement: null }
      return {
        archive,
        code: 'archive_missing',
        message: `it is not in ${folder.path ?? 'any folder: archive_folder is not set'}`,
      }
    }
    case 'changed':
      return {
        archive,
        code: 'archive_changed',
        message: 'it is not as it was written: its name is not its digest any more',
      }
    case 'sound': {
      const header = await headerIn(folder, file)
      if (header !== null) return { statement: header.statement }
      return { archive, code: 'archive_changed', message: 'its first line is no header of an archive' }
    }
  }
}

async function headerIn(folder: ArchiveFolder, file: string): Promise<ReturnType<typeof readHeader>> {
  try {
    for await (const line of folder.lines(file)) return readHeader(line)
    return null
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return null
    throw error
  }
}
