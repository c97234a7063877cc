import { Command } from 'commander'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

/** `refund-policy compact`: after erasures, writes the store anew without what they left behind. */
export function compactCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('compact'))
    .description('write the store anew, so that its files hold nothing of what was erased')
    .action(async (options: StoreOptions, command: Command) => {
      await onStore(terminal, options, async ({ storage }) => {
        await storage.compact()
        const text = 'The store was written anew: what was erased before is not in its files any more.\n'
        await terminal.print(wantsJson(command) ? jsonDocument({ compacted: true }) : text)
        context.finish(exitCodes.ok)
      })
    })
}
