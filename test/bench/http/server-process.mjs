import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/**
 * Starts a server in a process of its own; its log goes to a file, as in operation. Resolves once `findUrl` finds its
 * address in what it printed.
 */
export async function startServer({ command, parameters, environment = {}, logFile, findUrl }) {
  const log = openSync(logFile, 'a')
  const child = spawn(command, parameters, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', log],
  })
  closeSync(log)
  running.add(child)
  let printed = ''
  let ended = false
  child.stdout.on('data', (text) => {
    printed += text
  })
  const end = new Promise((resolve) => {
    child.once('close', () => {
      ended = true
      running.delete(child)
      resolve()
    })
  })
  for (let tries = 0; tries < 3000; tries += 1) {
    const url = await findUrl(printed)
    if (url !== null) return { url, pid: child.pid, stop: () => stop(child, end) }
    if (ended) throw new Error(`${command} ${parameters[0]} ended: ${readFileSync(logFile, 'utf8').slice(-2000)}`)
    await wait(20)
  }
  throw new Error(`${command} ${parameters[0]} does not listen`)
}

async function stop(child, end) {
  child.kill('SIGTERM')
  await Promise.race([end, wait(15_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))])
  await end
}

/** A port that nobody listens on at the moment. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Bytes of memory that the process holds; null where the system does not tell. */
export function memoryOf(pid) {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(kibibytes) * 1024
  } catch {
    return null
  }
}

const millisecondsATick = 10

/** Milliseconds that the process and its children have been on a processor; null where the system does not tell. */
export function processorMillisecondsOf(pid) {
  try {
    const [, , , , , , , , , , , , , user, system] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(' ')
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ').filter(Boolean)
    const own = (Number(user) + Number(system)) * millisecondsATick
    return children.reduce((sum, child) => sum + processorMillisecondsOf(child), own)
  } catch {
    return null
  }
}
