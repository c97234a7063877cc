import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { type CopyResult, copyStore } from '../maintenance/copy-store.ts'
import type { CopyTally } from '../maintenance/copy-tally.ts'
import { verifyStore } from '../maintenance/verify-store.ts'
import type { Storage } from '../storage/storage.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatVerification } from './format-verification.ts'
import { onNewStore, onStore } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface CopyOptions {
  readonly from: string
  readonly to: string
  readonly config?: string
}

/** `refund-policy copy`: moves everything from one store to another, of whatever kind, and proves what arrived. */
export function copyCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('copy')
    .description('copy everything from one store to another and verify it there; cut short and run again it goes on')
    .requiredOption('--from <url>', 'the store to read: sqlite:PATH or mongodb://...; nothing should write to it')
    .requiredOption('--to <url>', 'the store to write: an empty one, or one that an earlier copy has begun')
    .option('--config <file>', 'a file of settings (default: CONFIG_FILE)')
    .action(async (options: CopyOptions, command: Command) => {
      refuseUnfit(options)
      const at = (store: string) => ({ ...options, store })
      await onStore(terminal, at(options.from), ({ storage: from }) =>
        onNewStore(terminal, at(options.to), async (target) => {
          const { tally, statement } = await copyWatched(terminal, from, target.storage)
          terminal.progress?.write('verifying what arrived\n')
          const verification = await verifyStore(target, { account: null, against: [statement] })
          await terminal.print(
            wantsJson(command)
              ? jsonDocument({ ...tally, verification })
              : `${formatTally(tally)}${formatVerification(verification)}`,
          )
          context.finish(verification.faults.length === 0 ? exitCodes.ok : exitCodes.notRight)
        }),
      )
    })
}

function refuseUnfit({ from, to }: CopyOptions): void {
  if (from === to) throw new CommandFault('--from and --to name the same store')
  if (to === 'memory:') throw new CommandFault('--to memory: would be lost at the end of the command')
}

async function copyWatched(terminal: Terminal, from: Storage, to: Storage): Promise<CopyResult> {
  await refuseEmpty(from)
  const bar = terminal.progress === null ? null : startBar(terminal.progress, await from.feedTail())
  try {
    return await copyStore({
      from,
      to,
      onPage: ({ copied, there_already: there }) => bar?.update(copied.feed_numbers + there.feed_numbers),
    })
  } finally {
    bar?.stop()
  }
}

async function refuseEmpty(from: Storage): Promise<void> {
  const found = [await from.policyNames(), await from.accounts(null, 1), await from.apiKeys()]
  if (found.every((things) => things.length === 0)) {
    throw new CommandFault('The store given as --from is empty: there is nothing to copy.', exitCodes.notFound)
  }
}

function startBar(stream: NodeJS.WritableStream, entries: number): SingleBar {
  const format = '{bar} {percentage}% | {value} of {total} entries | {eta_formatted} left'
  const bar = new SingleBar({ stream, clearOnComplete: true, format })
  bar.start(entries, 0)
  return bar
}

function formatTally({ copied, there_already: there }: CopyTally): string {
  const line = (name: string, noun: keyof CopyTally['copied']): string =>
    `${name}: ${copied[noun]} copied, ${there[noun]} there already\n`
  return [
    line('policy versions', 'policy_versions'),
    line('drafts', 'policy_drafts'),
    line('release settings', 'release_settings'),
    line('API keys', 'api_keys'),
    line('audit log', 'audit_entries'),
    line('order bindings', 'order_bindings'),
    line('entries', 'entries'),
    line('feed', 'feed_numbers'),
  ].join('')
}
