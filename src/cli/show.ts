import { Command } from 'commander'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { versionNumber } from './expected-version.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface ShowOptions extends StoreOptions {
  readonly policy?: string
}

/** `refund-policy show VERSION`: the text of a published version, to the byte. */
export function showCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('show'))
    .description('print the text of a published version')
    .argument('<version>', 'its number, or active')
    .option('--policy <name>', 'the policy (default: the setting default_policy)')
    .action(async (number: string, options: ShowOptions, command: Command) => {
      const version = number === 'active' ? number : versionNumber(number)
      await onStore(terminal, options, async ({ policies }, defaultPolicy) => {
        const name = options.policy ?? defaultPolicy
        const shown = version === 'active' ? await policies.newest(name) : await policies.version(name, version)
        await terminal.print(wantsJson(command) ? jsonDocument(shown.version) : shown.version.text)
      })
      context.finish(exitCodes.ok)
    })
}
