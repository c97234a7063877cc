import { Command } from 'commander'
import { createFeedTree } from '../checkpoints/feed-tree.ts'
import { makeCheckpoint } from '../checkpoints/make-checkpoint.ts'
import { signingKeyIn } from '../checkpoints/open-checkpoints.ts'
import { loadConfig } from '../config/load-config.ts'
import { systemClock } from '../time/clock.ts'
import { extensionFault, extensionText } from '../transparency/extension-file.ts'
import { isKeyName, newSigningKey } from '../transparency/note-keys.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { readCheckpointFile } from './read-checkpoints.ts'
import { readInput } from './read-input.ts'
import { readPublicKey } from './read-key.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import { writeNewFile } from './write-new-file.ts'

interface CheckpointOptions extends StoreOptions {
  readonly key?: string
  readonly out?: string
  readonly since?: string
}

/** `refund-policy checkpoint`: signs a statement over the whole store, to be kept elsewhere. */
export function checkpointCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('checkpoint'))
    .description('sign a small statement over the whole store, to keep elsewhere and give to verify --against')
    .option('--key <file>', 'the key that signs (default: the setting checkpoint_key_file); of extends: the public key')
    .option('--out <file>', 'where to, a file that is not there yet; - for standard output', '-')
    .option('--since <file>', 'an older checkpoint: what is written proves that it was only added to')
    .action((options: CheckpointOptions, command: Command) => write(context, options, command))
    .addCommand(newKeyCommand(context))
    .addCommand(extendsCommand(context))
}

async function write(
  { terminal, finish }: CommandContext,
  options: CheckpointOptions,
  command: Command,
): Promise<void> {
  const { out = '-' } = options
  const settings = loadConfig({ environment: terminal.environment, file: options.config })
  await onStore(terminal, options, async ({ storage }) => {
    const keyFile = options.key ?? settings.checkpointKeyFile
    if (keyFile === null) throw new CommandFault('--key is missing: refund-policy checkpoint new-key makes one')
    const key = await signingKeyIn(keyFile)
    const older = options.since === undefined ? null : await readCheckpointFile(terminal, options.since, null)
    const { checkpoint, note } = await makeCheckpoint({ store: storage, clock: systemClock, key })
    if (older !== null && older.size > checkpoint.size) {
      throw new CommandFault(
        `${options.since} covers ${older.size} numbers, and the store has ${checkpoint.size}: verify --against it says what is gone`,
        exitCodes.conflict,
      )
    }
    const proof = older === null ? [] : await createFeedTree(storage).consistencyProof(older.size, checkpoint.size)
    const text = older === null ? note : extensionText(older.size, proof, note)
    if (out === '-') {
      await terminal.print(text)
      return
    }
    await writeNewFile(out, text)
    const answer = { file: out, size: checkpoint.size, root: checkpoint.root, time: checkpoint.time }
    await terminal.print(
      wantsJson(command) ? jsonDocument(answer) : `${out}: a checkpoint of ${checkpoint.size} numbers\n`,
    )
  })
  finish(exitCodes.ok)
}

/** `refund-policy checkpoint new-key`: a key pair; the secret half goes to a file. */
function newKeyCommand({ terminal, finish }: CommandContext): Command {
  return new Command('new-key')
    .description('make the key that signs checkpoints; its public half is printed, to be given to auditors')
    .requiredOption('--name <name>', 'whose checkpoints they are, as refunds.example.com: it is their first line')
    .requiredOption('--secret-to <file>', 'where to write the secret half, a file that is not there yet')
    .action(async ({ name, secretTo }: { readonly name: string; readonly secretTo: string }, command: Command) => {
      if (!isKeyName(name)) throw new CommandFault('--name is 1 to 200 characters without blanks and plus signs')
      const key = newSigningKey(name)
      await writeNewFile(secretTo, `${key.secret}\n`)
      await terminal.print(wantsJson(command) ? jsonDocument({ public_key: key.verifierKey }) : `${key.verifierKey}\n`)
      finish(exitCodes.ok)
    })
}

/** `refund-policy checkpoint extends`: proves offline that a newer checkpoint begins with an older one. */
function extendsCommand({ terminal, finish }: CommandContext): Command {
  return new Command('extends')
    .description(
      'check, without a store, that what checkpoint --since (or the service) wrote extends the older checkpoint',
    )
    .argument('<file>', 'what checkpoint --since wrote')
    .requiredOption('--older <file>', 'the older checkpoint')
    .option('--key <public>', 'the public key: its text, or a file that holds it')
    .action(async (file: string, options: { readonly older: string }, command: Command) => {
      // The command above has a --key, too, and takes it wherever it stands.
      const given = command.optsWithGlobals<{ readonly key?: string }>().key
      if (given === undefined) throw new CommandFault('--key is missing: the public key, or a file that holds it')
      const key = await readPublicKey(terminal, given)
      const older = await readCheckpointFile(terminal, options.older, key)
      const fault = extensionFault(await readInput(terminal, file), older, key)
      const text = fault === null ? `${file} extends ${options.older}\n` : `fault: ${file}: ${fault}\n`
      await terminal.print(wantsJson(command) ? jsonDocument({ extends: fault === null, fault }) : text)
      finish(fault === null ? exitCodes.ok : exitCodes.notRight)
    })
}
