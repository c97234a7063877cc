import { Command } from 'commander'
import { Problem } from '../problems/problem.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { type ExpectOptions, expectedExisting, withExpectOptions } from './expected-version.ts'
import { readAuthor } from './read-author.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface RetireOptions extends StoreOptions, ExpectOptions {
  readonly reason: string
  readonly author: string
}

/** `refund-policy retire NAME`: from now on the policy decides nothing. */
export function retireCommand(context: CommandContext): Command {
  return withExpectOptions(withStoreOptions(new Command('retire')))
    .description('let a policy decide nothing any more; publishing a text or rolling back ends it')
    .argument('<name>', 'the policy')
    .requiredOption('--reason <text>', 'why, for the record')
    .option('--author <name>', 'who, for the record', readAuthor, 'command-line')
    .action(async (name: string, options: RetireOptions, command: Command) => {
      const { reason, author } = options
      const expected = expectedExisting(options)
      if (reason.trim() === '') throw new Problem('invalid_request', 'The reason has to say something.')
      await onStore(context.terminal, options, async ({ policies }) => {
        const { text: _text, ...version } = await policies.retire({ name, reason, author, expected })
        const sentence = `${name}: version ${version.version} retires it; nothing is decided by it from now on\n`
        await context.terminal.print(wantsJson(command) ? jsonDocument(version) : sentence)
      })
      context.finish(exitCodes.ok)
    })
}
