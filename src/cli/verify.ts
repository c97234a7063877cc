import { Command } from 'commander'
import { noteVerification } from '../audit/verifications.ts'
import { newestCheckpoint } from '../checkpoints/open-checkpoints.ts'
import { loadConfig } from '../config/load-config.ts'
import { verifyStore } from '../maintenance/verify-store.ts'
import { Problem } from '../problems/problem.ts'
import type { Statement } from '../transparency/statement.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatVerification } from './format-verification.ts'
import { readAuthor } from './read-author.ts'
import { readCheckpointFile } from './read-checkpoints.ts'
import { readPublicKey } from './read-key.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface VerifyOptions extends StoreOptions {
  readonly account?: string
  readonly against?: readonly string[]
  readonly since?: string | true
  readonly key?: string
  readonly note?: true
  readonly author: string
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
    .option(
      '--since [file]',
      'go on from a checkpoint, or the newest in CHECKPOINT_FOLDER: only accounts with entries behind it are walked',
    )
    .option('--key <public>', 'the public key that signed them: its text, or a file that holds it')
    .option(
      '--note',
      'note in the audit log when it ended, how far it went and how many faults it found: the console shows it',
    )
    .option('--author <name>', 'who notes it', readAuthor, 'command-line')
    .action(async (options: VerifyOptions, command: Command) => {
      const account = options.account ?? null
      assertWholeIfNoted(options)
      if (options.note !== true && command.getOptionValueSource('author') === 'cli') {
        throw new CommandFault('--author says who notes it: add --note, or leave --author out')
      }
      const against = await statementsOf(terminal, options)
      const since = await sinceOf(terminal, options)
      await onStore(terminal, options, async (service) => {
        const verification = await verifyStore(service, { account, against, ...(since === null ? {} : { since }) })
        if (account !== null && verification.entries === 0 && verification.faults.length === 0) {
          throw new Problem('account_not_found', `No account ${account} is known.`)
        }
        const { feed_numbers: up_to, entries, faults } = verification
        if (options.note === true) {
          await noteVerification(service.audit, options.author, { up_to, entries, faults: faults.length })
        }
        await terminal.print(wantsJson(command) ? jsonDocument(verification) : formatVerification(verification))
        context.finish(faults.length === 0 ? exitCodes.ok : exitCodes.notRight)
      })
    })
}

/** Only what was looked at from its beginning to its end is noted. */
function assertWholeIfNoted({ note, account, since }: VerifyOptions): void {
  if (note !== true || (account === undefined && since === undefined)) return
  throw new CommandFault('--note is about the whole store: leave --account and --since out')
}

/** Where it goes on; null: everything is looked at. */
async function sinceOf(terminal: Terminal, options: VerifyOptions): Promise<Statement | null> {
  const { account, since, key: given, config: file } = options
  if (since === undefined) return null
  if (account !== undefined) throw new CommandFault('--since is about the whole store: leave --account out')
  if (since === true) {
    const newest = await newestCheckpoint(loadConfig({ environment: terminal.environment, file }))
    if (newest !== null) return newest.checkpoint
    throw new CommandFault('--since: there is no checkpoint of CHECKPOINT_KEY_FILE in CHECKPOINT_FOLDER')
  }
  if (given !== undefined) return readCheckpointFile(terminal, since, await readPublicKey(terminal, given))
  throw new CommandFault('--key is missing: a checkpoint stands for what it covers only where it is signed')
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
