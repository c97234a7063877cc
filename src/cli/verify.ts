import { Command } from 'commander'
import { verifyStore } from '../maintenance/verify-store.ts'
import { Problem } from '../problems/problem.ts'
import type { Statement } from '../transparency/statement.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatVerification } from './format-verification.ts'
import { readCheckpointFile } from './read-checkpoints.ts'
import { readPublicKey } from './read-key.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface VerifyOptions extends StoreOptions {
  readonly account?: string
  readonly against?: readonly string[]
  readonly key?: string
}

/** `refund-policy verify`: proves that nothing in the store was changed, removed or moved. */
export function verifyCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('verify'))
    .description(
      'prove the store: walk every chain, recompute every balance and counter, decide every decision once more',
    )
    .option('--account <id>', 'only the entries of this account')
    .option('--against <file...>', 'checkpoints that were kept elsewhere: finds what was cut off or written anew, too')
    .option('--key <public>', 'the public key that signed them: its text, or a file that holds it')
    .action(async (options: VerifyOptions, command: Command) => {
      const account = options.account ?? null
      const against = await statementsOf(terminal, options)
      await onStore(terminal, options, async (service) => {
        const verification = await verifyStore(service, { account, against })
        if (account !== null && verification.entries === 0 && verification.faults.length === 0) {
          throw new Problem('account_not_found', `No account ${account} is known.`)
        }
        await terminal.print(wantsJson(command) ? jsonDocument(verification) : formatVerification(verification))
        context.finish(verification.faults.length === 0 ? exitCodes.ok : exitCodes.notRight)
      })
    })
}

async function statementsOf(
  terminal: Terminal,
  { account, against = [], key: given }: VerifyOptions,
): Promise<readonly Statement[]> {
  if (account !== undefined && against.length > 0) {
    throw new CommandFault('--against is about the whole store: leave --account out')
  }
  const key = given === undefined ? null : await readPublicKey(terminal, given)
  if (key === null && against.length > 0) terminal.warn('without --key nobody knows who signed the checkpoints\n')
  return Promise.all(against.map((file) => readCheckpointFile(terminal, file, key)))
}
