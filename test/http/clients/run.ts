import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a program ended with, and all that it printed. */
export interface Ran {
  /** Null where it could not be started. */
  readonly code: number | null
  readonly output: string
}

/** Runs a program to its end. */
export async function run(
  program: string,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...environment } })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, output }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return { code: null, output: error.message }
    throw error
  }
}
