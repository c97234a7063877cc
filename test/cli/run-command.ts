import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { runCommandLine } from '../../src/cli/run-command-line.ts'
import { builtFile } from '../built/fresh-build.mjs'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** How a command came out. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'refund-cli-'))
}

/** Writes a file into a folder of its own; its path. */
export function temporaryFile(name: string, text: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

/** Runs a command line in this process, with nothing in its environment but what is given. */
export async function runCommand(words: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
  const result = { stdout: '', stderr: '' }
  const code = await runCommandLine(words, {
    environment: options.environment ?? {},
    input: Readable.from([Buffer.from(options.input ?? '')]),
    print: async (text) => {
      result.stdout += text
    },
    warn: (text) => {
      result.stderr += text
    },
    color: { print: false, warn: false },
    progress: null,
  })
  return { code, ...result }
}

/** Runs the built program in a process of its own; `onStart` may meddle with it. */
export function runProgram(
  words: readonly string[],
  onStart: (child: ReturnType<typeof spawn>) => void = () => undefined,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builtFile('cli/main.js'), ...words], { env: { PATH: process.env['PATH'] } })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
    onStart(child)
  })
}
