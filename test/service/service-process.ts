import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireFreshBuild } from '../built/fresh-build.mjs'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
export const adminKey = 'test-administrator-key-0123456789abcdef'

/** Settings of a service that decides by a small policy, for tests that are not about the shipped one. */
export const smallPolicy = {
  FIRST_POLICY_FILE: join(projectFolder, 'test/policy/fixtures/minimal.yaml'),
  DEFAULT_POLICY: 'minimal',
}

/** A service in a process of its own, started from dist. */
export interface ServiceProcess {
  readonly url: string
  readonly stdout: () => string
  readonly stderr: () => string
  /** Of itself, not of processes that it started. */
  readonly id: number
  readonly signal: (name: NodeJS.Signals) => void
  /** Resolves to the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

export interface StartOptions {
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  /** A script relative to the project folder. */
  readonly script?: string
}

const running = new Set<ChildProcess>()

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'refund-service-'))
}

/** Starts the service on any free port over a store in the folder; resolves once it listens. */
export async function startService(options: StartOptions): Promise<ServiceProcess> {
  const child = spawnService(options)
  const url = await new Promise<string>((resolve, reject) => {
    child.output.on('stdout', (text: string) => {
      const found = /listens on (http:\S+)[^]*\n\n$/.exec(text)?.[1]
      if (found !== undefined) resolve(found)
    })
    void child.ended.then((code) => reject(new Error(`it ended with ${code} before it listened: ${child.stderr()}`)))
  })
  return { ...child, url }
}

/** Starts the service as it was built, and leaves it to itself. */
export function spawnService(options: StartOptions): Omit<ServiceProcess, 'url'> & { readonly output: ChildProcess } {
  const { folder, environment = {}, script = 'dist/main.js' } = options
  requireFreshBuild()
  const child = spawn(process.execPath, [join(projectFolder, script)], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', MONGODB_STANDALONE: 'allowed', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    child.emit('stdout', stdout)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => {
    running.delete(child)
    return (code ?? signal) as number | NodeJS.Signals | null
  })
  return {
    output: child,
    stdout: () => stdout,
    stderr: () => stderr,
    id: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    ended,
  }
}

/** Ends every service that a test left running. */
export async function stopServices(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    }),
  )
}

/** An order of 1000 of which 157 were not delivered. */
export function partialOrder(order: string, account = `account-of-${order}`): object {
  return {
    facts: {
      order: { id: order, status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' },
      claim: { reason: 'undelivered' },
      account: { id: account },
    },
  }
}

/** What the tests look at of a decision. */
export interface AnsweredDecision {
  readonly id: string
  readonly outcome: string
  readonly order: string
  readonly refund: { readonly amount: string } | null
  readonly policy: { readonly version: number }
}

/** Asks the service for a decision with the administrator's key; rejects where no answer came. */
export async function decide(
  url: string,
  request: object,
): Promise<{ readonly status: number; readonly decision: AnsweredDecision }> {
  const response = await fetch(`${url}/v1/decisions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  })
  return { status: response.status, decision: (await response.json()) as AnsweredDecision }
}
