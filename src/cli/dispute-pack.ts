import { Command } from 'commander'
import { packPage } from '../evidence/pack-page.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import { writeNewFile } from './write-new-file.ts'

interface PackOptions extends StoreOptions {
  readonly out?: string
  readonly language?: string
}

/** `refund-policy dispute-pack ID`: one document about a disputed payment. */
export function disputePackCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('dispute-pack'))
    .description(
      'put all that is known of a dispute into one document, HTML or JSON: its order, decisions, policy text and receipts',
    )
    .argument('<dispute>', 'its id here')
    .option('--out <file>', 'a new file for it; without it, it is printed')
    .option('--language <tag>', "the language of the policy text; without it the policy's first")
    .action(async (dispute: string, options: PackOptions, command: Command) => {
      await onStore(terminal, options, async ({ disputePacks, policies }) => {
        const pack = await disputePacks.of(dispute)
        const text = wantsJson(command) ? jsonDocument(pack) : await packPage(policies, pack, options.language ?? null)
        if (options.out === undefined) await terminal.print(text)
        else await writeNewFile(options.out, text)
      })
      context.finish(exitCodes.ok)
    })
}
