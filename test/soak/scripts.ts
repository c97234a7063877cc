import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { requireFreshBuild } from '../built/fresh-build.mjs'
import { projectFolder } from '../service/service-process.ts'

const running = new Set<ChildProcess>()

/** Starts a script of this folder in a process of its own. */
export function startScript(name: string, words: readonly string[], errors: 'pipe' | 'inherit'): ChildProcess {
  requireFreshBuild()
  const path = join(projectFolder, 'test/soak', name)
  const child = spawn(process.execPath, [path, ...words], { stdio: ['ignore', 'pipe', errors] })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/** Resolves when the process is gone and all that it wrote was read: to the signal that ended it, null for none. */
export async function endOf(child: ChildProcess): Promise<string | null> {
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  return signal
}

/** Ends what a test has left behind. */
export function killScripts(): void {
  for (const child of running) child.kill('SIGKILL')
}
