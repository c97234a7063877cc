import { readVerifierKey, type VerifierKey } from '../transparency/note-keys.ts'
import { CommandFault } from './command-fault.ts'
import { readInput } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/** The public key that is given as its text, `name+id+base64`, or as a file that holds it. A CommandFault for anything else. */
export async function readPublicKey(terminal: Terminal, given: string): Promise<VerifierKey> {
  const key = readVerifierKey(given) ?? readVerifierKey(await readInput(terminal, given))
  if (key !== null) return key
  throw new CommandFault(`${given} holds no public key that refund-policy checkpoint new-key printed`)
}
