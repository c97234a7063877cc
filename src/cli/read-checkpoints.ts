import type { Checkpoint } from '../transparency/checkpoint.ts'
import type { VerifierKey } from '../transparency/note-keys.ts'
import { openCheckpoint } from '../transparency/open-checkpoint.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { readInput } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/** The checkpoint in a file, signed by the key; without a key whoever signed it. A CommandFault where there is none. */
export async function readCheckpointFile(
  terminal: Terminal,
  path: string,
  key: VerifierKey | null,
): Promise<Checkpoint> {
  const opened = openCheckpoint(await readInput(terminal, path), key)
  if ('checkpoint' in opened) return opened.checkpoint
  throw new CommandFault(`${path} holds no checkpoint: ${opened.fault}`, exitCodes.usage)
}
