import { Problem } from '../problems/problem.ts'
import { fileName } from './archive-folder.ts'
import { readLine } from './archive-line.ts'
import { archivesInUse } from './archive-log.ts'
import type { ArchiveDeps, ArchiveTally } from './archives.ts'
import { stepsByAccount } from './steps-by-account.ts'

/**
 * Puts the texts of all archived entries back into the store, and logs of each file that nothing of it is needed any
 * more; the files stay. Cut short and run again it goes on.
 */
export async function bringBack(
  { store, audit, folder }: Omit<ArchiveDeps, 'clock'>,
  { author, onFile }: { readonly author: string; readonly onFile?: (brought: ArchiveTally) => void },
): Promise<ArchiveTally> {
  let total: ArchiveTally = { files: 0, accounts: 0, entries: 0, bytes: 0 }
  for (const { file } of await archivesInUse(store)) {
    const accounts = new Set<string>()
    let entries = 0
    for await (const { account, items } of stepsByAccount(keysOf(file, folder.lines(file)))) {
      await store.bringTextsBack(
        account,
        items.map(({ sequence }) => sequence),
      )
      accounts.add(account)
      entries += items.length
    }
    await audit.record({ kind: 'entries_restored', author, details: { file, accounts: accounts.size, entries } })
    const { size } = accounts
    total = { ...total, files: total.files + 1, accounts: total.accounts + size, entries: total.entries + entries }
    onFile?.(total)
  }
  return total
}

interface EntryKey {
  readonly account: string
  readonly sequence: number
}

/** Which entries a file has, in its order. */
async function* keysOf(file: string, lines: AsyncIterable<string>): AsyncGenerator<EntryKey> {
  let isHeader = true
  for await (const text of lines) {
    if (!isHeader) yield keyIn(file, text)
    isHeader = false
  }
}

function keyIn(file: string, text: string): EntryKey {
  const line = readLine(text)
  if (line === null)
    throw new Problem('store_damaged', `The archive file ${fileName(file)} is damaged: a line is no entry.`)
  return JSON.parse(line.body) as EntryKey
}
