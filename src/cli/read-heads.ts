import type { Head } from '../maintenance/heads.ts'
import { CommandFault } from './command-fault.ts'
import { readInput } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/** The heads in a file that `heads` wrote. A line that is none is a CommandFault that names it. */
export async function readHeads(terminal: Terminal, path: string): Promise<readonly Head[]> {
  const text = await readInput(terminal, path)
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => readHead(line, `${path}:${number}`))
}

function readHead(line: string, place: string): Head {
  const head = parse(line)
  if (typeof head === 'object' && head !== null && 'account' in head && 'sequence' in head && 'hash' in head) {
    const { account, sequence, hash } = head
    const isHead = typeof account === 'string' && typeof sequence === 'number' && typeof hash === 'string'
    if (isHead && Number.isSafeInteger(sequence) && sequence > 0) return { account, sequence, hash }
  }
  throw new CommandFault(`${place} is no line that the command heads wrote`)
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
