import type { SealedEntry } from '../../journal/append-entry.ts'
import { packedConfidential } from './entry-row.ts'
import type { SharedFile } from './shared-file.ts'

const update = 'UPDATE entry SET confidential = ? WHERE account = ? AND sequence = ? AND hash = ?'

/** Replaces the values beside entries of the account, all in one transaction, and forgets what was kept of them. */
export async function replaceConfidential(
  { connection, commits, caches }: SharedFile,
  account: string,
  entries: readonly SealedEntry[],
): Promise<void> {
  await commits.write(
    () => {
      for (const { entry, confidentialText } of entries) {
        const hash = Buffer.from(entry.hash, 'hex')
        connection.run(update, [packedConfidential(confidentialText), account, entry.sequence, hash])
      }
    },
    () => caches.heads.delete(account),
  )
}
