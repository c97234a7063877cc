import { Command } from 'commander'
import { type CommandContext } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { expectedExisting, type PublishingOptions, versionNumber, withPublishingOptions } from './expected-version.ts'
import { oneFile } from './read-policy.ts'
import { showFaults, showPublished } from './show-published.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface RollbackOptions extends StoreOptions, PublishingOptions {
  readonly policy?: string
}

/** `refund-policy rollback VERSION`: publishes the text of an old version again, as the next one. */
export function rollbackCommand(context: CommandContext): Command {
  return withPublishingOptions(withStoreOptions(new Command('rollback')))
    .description('publish the text of an old version again; it also brings a retired policy back')
    .argument('<version>', 'the version whose text it is')
    .option('--policy <name>', 'the policy (default: the setting default_policy)')
    .action(async (text: string, options: RollbackOptions, command: Command) => {
      const [version, expected] = [versionNumber(text), expectedExisting(options)]
      await onStore(context.terminal, options, async ({ policies }, defaultPolicy) => {
        const { policy: name = defaultPolicy, reason = null, author, acceptBreaking = false } = options
        const place = `version ${version}`
        try {
          const published = await policies.restore({ name, version, reason, author, expected, acceptBreaking })
          await showPublished(context, command, { version: published, source: oneFile(place) })
        } catch (error) {
          showFaults(context, command, { source: oneFile(place), error })
          throw error
        }
      })
      context.finish(exitCodes.ok)
    })
}
