import { makeCheckpoint, stateNow } from '../checkpoints/make-checkpoint.ts'
import { sha256 } from '../fingerprint/fingerprint.ts'
import { sealedBefore } from '../journal/append-entry.ts'
import { feedWaiting } from '../journal/feed.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { type ArchiveFolder, fileName, openArchiveFolder } from './archive-folder.ts'
import type { ArchiveHeader } from './archive-header.ts'
import { type ArchiveDraft, beginArchive, type WrittenFile } from './archive-writer.ts'
import type { ArchiveCommand, ArchiveDeps, ArchiveTally } from './archives.ts'
import { type ClosedAccount, closedAccounts } from './closed-accounts.ts'
import { stepSize, stepsByAccount } from './steps-by-account.ts'

const pageSize = 500
const usualEntriesInFile = 50_000

/**
 * Moves the texts of the entries of closed accounts to files, all but the newest entry of each. A file is whole, durable
 * and was read back before the log names it and the store lets go of anything; what stands in the store at any moment is
 * read as before. Cut short and run again it goes on with what is still in the store.
 */
export async function moveEntries(deps: ArchiveDeps, command: ArchiveCommand): Promise<ArchiveTally> {
  const { entriesInFile = usualEntriesInFile } = command
  const path = pathOf(deps.folder)
  await feedWaiting(deps.store, pageSize)
  const header = await headerOf(deps, command)
  let total: ArchiveTally = { files: 0, accounts: 0, entries: 0, bytes: 0 }
  let draft: ArchiveDraft | null = null
  let accounts = 0
  const finish = async (whole: ArchiveDraft): Promise<void> => {
    const { entries, bytes } = await keep(deps, command, { draft: whole, accounts, path })
    total = {
      files: total.files + 1,
      accounts: total.accounts + accounts,
      entries: total.entries + entries,
      bytes: total.bytes + bytes,
    }
    accounts = 0
    command.onFile?.(total)
  }
  try {
    for await (const closed of closedAccounts(deps.store, command.before)) {
      draft ??= await beginArchive(path, header)
      await addAccount(deps, draft, closed)
      accounts += 1
      if (draft.size() < entriesInFile) continue
      const whole: ArchiveDraft = draft
      draft = null
      await finish(whole)
    }
    const last = draft
    draft = null
    if (last !== null && last.size() > 0) await finish(last)
    else await last?.discard()
    return total
  } catch (error) {
    await draft?.discard()
    throw error
  }
}

function pathOf({ path }: ArchiveFolder): string {
  if (path !== null) return path
  throw new Problem(
    'invalid_configuration',
    'archive_folder is not set: it names the folder that archive files are written to.',
  )
}

async function headerOf({ store, clock }: ArchiveDeps, { before, key }: ArchiveCommand): Promise<ArchiveHeader> {
  const made_at = formatInstant(clock.now())
  if (key === null) return { format: 1, before, made_at, statement: await stateNow(store), checkpoint: null }
  const { checkpoint, note } = await makeCheckpoint({ store, clock, key })
  const { size, root, store: of, accounts, audit } = checkpoint
  return { format: 1, before, made_at, statement: { size, root, store: of, accounts, audit }, checkpoint: note }
}

/** What is in an archive already is left out, and what has no number in the feed yet. */
async function addAccount(
  { store }: ArchiveDeps,
  draft: ArchiveDraft,
  { account, head }: ClosedAccount,
): Promise<void> {
  for (let after = 0; after < head.sequence - 1; after += stepSize) {
    const most = Math.min(stepSize, head.sequence - 1 - after)
    const moved = new Set(await store.movedTexts(account, after, most))
    if (moved.size === most && Math.max(...moved) === after + most) continue
    const entries = await store.stream(account, after, most)
    const waits = await store.isPendingFeed(entries.map(({ sequence }) => ({ account, sequence })))
    for (const [index, entry] of entries.entries()) {
      if (!moved.has(entry.sequence) && waits[index] === false) await draft.add(sealedBefore(entry))
    }
  }
}

interface Whole {
  readonly draft: ArchiveDraft
  readonly accounts: number
  readonly path: string
}

/** From here on a kill leaves a file that the store does not need, or one that it reads. */
async function keep(
  { store, audit }: ArchiveDeps,
  { author, before }: ArchiveCommand,
  { draft, accounts, path }: Whole,
): Promise<{ readonly entries: number; readonly bytes: number }> {
  const { file, bytes, entries } = await draft.keep()
  assertReadable(path, { file, bytes, entries })
  const [first] = entries
  if (first === undefined) throw new RangeError('an archive file has entries')
  const counts = { accounts, entries: entries.length, bytes }
  const place = { first_account: first.account, first_sequence: first.sequence }
  await audit.record({ kind: 'entries_archived', author, details: { file, before, ...counts, ...place } })
  for await (const { account, items } of stepsByAccount(entries)) await store.moveTexts(account, items)
  return { entries: entries.length, bytes }
}

/** Reads all of it from the disk once more. */
function assertReadable(path: string, { file, entries }: WrittenFile): void {
  const { read } = openArchiveFolder(path)
  for (const { place, hash, key, valuesSha256 } of entries) {
    const { values } = read(place, hash, key)
    if ((values === null ? null : sha256(values)) === valuesSha256) continue
    throw new Problem(
      'store_damaged',
      `The archive file ${fileName(file)} does not hold what was written to it: nothing was changed in the store.`,
    )
  }
}
