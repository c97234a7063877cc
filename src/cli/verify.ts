import { Command } from 'commander'
import { verifyStore } from '../maintenance/verify-store.ts'
import { Problem } from '../problems/problem.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { formatVerification } from './format-verification.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface VerifyOptions extends StoreOptions {
  readonly account?: string
}

/** `refund-policy verify`: proves that nothing in the store was changed, removed or moved. */
export function verifyCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('verify'))
    .description(
      'prove the store: walk every chain, recompute every balance and counter, decide every decision once more',
    )
    .option('--account <id>', 'only the entries of this account')
    .action(async (options: VerifyOptions, command: Command) => {
      const account = options.account ?? null
      await onStore(terminal, options, async (service) => {
        const verification = await verifyStore(service, { account })
        if (account !== null && verification.entries === 0 && verification.faults.length === 0) {
          throw new Problem('account_not_found', `No account ${account} is known.`)
        }
        await terminal.print(wantsJson(command) ? jsonDocument(verification) : formatVerification(verification))
        context.finish(verification.faults.length === 0 ? exitCodes.ok : exitCodes.notRight)
      })
    })
}
