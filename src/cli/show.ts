import { Command } from 'commander'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
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
      const version = versionNumber(number)
      await onStore(terminal, options, async ({ policies }, defaultPolicy) => {
        const name = options.policy ?? defaultPolicy
        const shown = version === 'active' ? await policies.active(name) : await policies.version(name, version)
        await terminal.print(wantsJson(command) ? jsonDocument(shown.version) : shown.version.text)
      })
      context.finish(exitCodes.ok)
    })
}

function versionNumber(text: string): number | 'active' {
  if (text === 'active') return text
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text)
  throw new CommandFault(`${text} is no version: give its number (1, 2, ...) or active`)
}
