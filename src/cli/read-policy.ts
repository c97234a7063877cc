import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandFault } from './command-fault.ts'
import { readInput, unreadable } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/** A policy text, and where each of its lines stands. */
export interface PolicySource {
  /** The file or the folder. */
  readonly name: string
  readonly text: string
  /** The file and the line there of a line of the text. */
  readonly placeOf: (line: number) => { readonly file: string; readonly line: number }
}

/**
 * The text of a file, of standard input for `-`, or of a folder: its files `*.yaml` one after the other, in the order of
 * their names. What cannot be read is a CommandFault.
 */
export async function readPolicy(terminal: Terminal, path: string): Promise<PolicySource> {
  if (path !== '-' && (await isFolder(path))) return readFolder(path)
  const text = await readInput(terminal, path)
  return { text, ...oneFile(path) }
}

/** What stands in one file, or comes from one place. */
export function oneFile(name: string): Omit<PolicySource, 'text'> {
  return { name, placeOf: (line) => ({ file: name, line }) }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function readFolder(folder: string): Promise<PolicySource> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  if (names.length === 0) throw new CommandFault(`${folder} holds no file *.yaml`)
  const parts: { readonly file: string; readonly begins: number }[] = []
  let text = ''
  for (const name of names) {
    const file = join(folder, name)
    parts.push({ file, begins: text.split('\n').length })
    const part = await readFile(file, 'utf8')
    text += part === '' || part.endsWith('\n') ? part : `${part}\n`
  }
  return {
    name: folder,
    text,
    placeOf: (line) => {
      const { file, begins } = parts.findLast((part) => part.begins <= line) ?? { file: folder, begins: 1 }
      return { file, line: line - begins + 1 }
    },
  }
}
