import { CommandFault } from './command-fault.ts'

/** What a file holds as JSON. CommandFault where it holds none. */
export function parseJsonFile(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandFault(`${path} holds no JSON`)
  }
}
