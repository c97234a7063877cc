import { resolve } from 'node:path'
import { Command } from 'commander'
import type { ArchiveTally } from '../archive/archives.ts'
import { bringBack } from '../archive/bring-back.ts'
import { moveEntries } from '../archive/move-entries.ts'
import { signingKeyIn } from '../checkpoints/open-checkpoints.ts'
import { loadConfig } from '../config/load-config.ts'
import { systemClock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import { parseTimestamp } from '../time/parse-timestamp.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { counted } from './counted.ts'
import { exitCodes } from './exit-codes.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

const author = 'command-line'

interface ArchiveOptions extends StoreOptions {
  readonly before?: string
  readonly to?: string
  readonly key?: string
}

/** `refund-policy archive`: moves old entries of closed accounts to files, from which they are still read. */
export function archiveCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('archive'))
    .description(
      'move the entries of accounts that are closed and old to files, from which everything still reads them',
    )
    .option('--before <date>', 'accounts whose newest entry is older: 2026-01-31 (UTC), or an instant')
    .option('--to <folder>', 'the folder of the files (default: ARCHIVE_FOLDER, or as the settings say)')
    .option('--key <file>', 'the key that signs the checkpoint in each file (default: as the settings say)')
    .action((options: ArchiveOptions, command: Command) => archive(context, options, command))
    .addCommand(restoreCommand(context))
}

async function archive({ terminal, finish }: CommandContext, options: ArchiveOptions, command: Command): Promise<void> {
  if (options.before === undefined)
    throw new CommandFault('--before is missing: the date that what is moved is older than')
  const before = instantOf(options.before)
  const settings = loadConfig({ environment: terminal.environment, file: options.config })
  const { archiveFolder: set } = settings
  const to = options.to ?? set
  if (to === null) throw new CommandFault('--to is missing: the folder of the archive files')
  if (set !== null && resolve(set) !== resolve(to)) {
    throw new CommandFault(`--to is another folder than archive_folder (${set}): all files of a store are in one`)
  }
  const keyFile = options.key ?? settings.checkpointKeyFile
  const key = keyFile === null ? null : await signingKeyIn(keyFile)
  await onStore(terminal, { ...options, archiveFolder: to }, async ({ storage, audit, archive: folder }) => {
    const onFile = ({ entries }: ArchiveTally): void =>
      void terminal.progress?.write(`${counted(entries, 'entry', 'entries')} moved\n`)
    const tally = await moveEntries(
      { store: storage, audit, clock: systemClock, folder },
      { before, author, key, onFile },
    )
    const { files, accounts, entries, bytes } = tally
    const text = `${counted(entries, 'entry', 'entries')} of ${counted(accounts, 'account')} moved to ${counted(files, 'file')} with ${bytes} bytes in ${to}\n`
    await terminal.print(wantsJson(command) ? jsonDocument({ folder: to, ...tally }) : text)
    if (set === null && files > 0) {
      terminal.warn(
        `Every process on this store needs ARCHIVE_FOLDER=${resolve(to)} from now on; keep a copy of the folder\n`,
      )
    }
  })
  finish(exitCodes.ok)
}

/** `refund-policy archive restore`: puts everything back into the store. */
function restoreCommand({ terminal, finish }: CommandContext): Command {
  return withStoreOptions(new Command('restore'))
    .description('put all archived entries back into the store; the files stay and are not needed any more')
    .option('--from <folder>', 'the folder of the files (default: ARCHIVE_FOLDER, or as the settings say)')
    .action(async (own: StoreOptions & { readonly from?: string }, command: Command) => {
      // The command above has the same options, and takes them wherever they stand.
      const options = { ...command.optsWithGlobals<StoreOptions>(), ...own }
      const given = own.from === undefined ? options : { ...options, archiveFolder: own.from }
      await onStore(terminal, given, async ({ storage, audit, archive: folder }) => {
        const onFile = ({ entries }: ArchiveTally): void =>
          void terminal.progress?.write(`${counted(entries, 'entry', 'entries')} brought back\n`)
        const { bytes: _, ...tally } = await bringBack({ store: storage, audit, folder }, { author, onFile })
        const text = `${counted(tally.entries, 'entry', 'entries')} of ${counted(tally.accounts, 'account')} brought back from ${counted(tally.files, 'file')}\n`
        await terminal.print(wantsJson(command) ? jsonDocument(tally) : text)
      })
      finish(exitCodes.ok)
    })
}

function instantOf(text: string): string {
  const instant = parseTimestamp(text) ?? parseTimestamp(`${text}T00:00:00Z`)
  if (instant === undefined) throw new CommandFault(`--before ${text} is no date: write it like 2026-01-31`)
  return formatInstant(instant)
}
