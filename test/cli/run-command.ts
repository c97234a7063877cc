import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** How a command came out. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly folder?: string
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'refund-cli-'))
}

/** Runs the built command line in a process of its own, with nothing in its environment but what is given. */
export function runCommand(words: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectFolder, 'dist/cli/main.js'), ...words], {
      cwd: options.folder ?? temporaryFolder(),
      env: { PATH: process.env['PATH'], ...options.environment },
    })
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
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}
