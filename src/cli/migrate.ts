import { Command } from 'commander'
import { loadConfig } from '../config/load-config.ts'
import { migrateStorage } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { type StoreOptions, withStoreOptions } from './store-options.ts'

/** `refund-policy migrate`: makes what the store lacks for this release. Safe to run again and while the service runs. */
export function migrateCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('migrate'))
    .description('make the tables and indexes that the store lacks; run it before a new release is started')
    .action(async (options: StoreOptions, command: Command) => {
      const { environment } = terminal
      const config = loadConfig({ environment, file: options.config, options: { store_url: options.store } })
      const made = await migrateStorage(config.storeUrl, { mayBeStandalone: config.mongodbStandalone === 'allowed' })
      const lines = made.map((name) => `made ${name}\n`).join('')
      await terminal.print(
        wantsJson(command) ? jsonDocument({ made }) : `${lines}The store has all that this release needs.\n`,
      )
      context.finish(exitCodes.ok)
    })
}
