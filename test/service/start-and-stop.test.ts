import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { Decision } from '../../src/decisions/decision.ts'
import { signalUnderLoad, storedDecisions } from './load-until-gone.ts'
import { runCurlCommand } from './run-curl-command.ts'
import {
  adminKey,
  decide,
  partialOrder,
  smallPolicy,
  spawnService,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'

afterEach(stopServices)

const givenKey = { ADMIN_KEY: adminKey }
const quickStart = { ...givenKey, ...smallPolicy }

function curlLine(stdout: string): string {
  return stdout.split('\n').find((line) => line.startsWith('curl ')) ?? ''
}

/** Sends a request whose body never ends, and resolves once the service has its head. */
async function sendUnfinishedRequest(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(
    `POST /v1/decisions HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${adminKey}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n',
  )
  await new Promise((resolve) => socket.once('data', resolve))
}

describe('the first start', () => {
  it('prints an administrator key and a request to paste that returns a real decision; the next prints no key, and it still counts', async () => {
    const folder = temporaryFolder()
    const first = await startService({ folder })
    const response = await runCurlCommand(curlLine(first.stdout()))
    expect(response.status).toBe(201)
    expect((await response.json()) as Decision).toMatchObject({
      outcome: 'approve',
      refund: { amount: '0.04368', currency: 'USD' },
      clause: { id: '2.b' },
      policy: { name: 'smm-panel', version: 1 },
    })
    expect(existsSync(join(folder, 'data/refunds.db'))).toBe(true)
    expect(first.stdout()).toContain(`${first.url}/docs`)
    expect(first.stdout()).toContain(`${first.url}/policy`)
    expect(first.stderr()).toBe('')
    const secret = /Bearer (\S+)"/.exec(curlLine(first.stdout()))?.[1] ?? ''
    expect(secret.length).toBeGreaterThanOrEqual(32)
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    const second = await startService({ folder })
    expect(second.stdout()).not.toContain(secret)
    expect((await runCurlCommand(curlLine(second.stdout()), { KEY: secret })).status).toBe(201)
  })

  it('takes the key of ADMIN_KEY and never prints it', async () => {
    const service = await startService({ folder: temporaryFolder(), environment: givenKey })
    expect(service.stdout()).not.toContain(adminKey)
    expect((await runCurlCommand(curlLine(service.stdout()), { ADMIN_KEY: adminKey })).status).toBe(201)
  })
})

describe('a start that cannot be', () => {
  async function failedStart(environment: Readonly<Record<string, string>>, folder = temporaryFolder()) {
    const service = spawnService({ folder, environment })
    const code = await service.ended
    expect(service.stdout()).toBe('')
    return { code, lines: service.stderr().trimEnd().split('\n') }
  }

  it('lists every wrong setting', async () => {
    const { code, lines } = await failedStart({ PORT: 'http', LOG_LEVEL: 'loud', ADMIN_KEY: 'short' })
    expect(code).toBe(3)
    expect(lines).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('ADMIN_KEY'),
      expect.stringContaining('LOG_LEVEL'),
    ])
  })

  it('says in one line that the port is taken', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, lines } = await failedStart({ PORT: String(port) })
    other.close()
    expect(code).toBe(3)
    expect(lines).toEqual([expect.stringContaining('another program has the port')])
  })

  it('says in one line that the store cannot be opened', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data/refunds.db'), { recursive: true })
    const { code, lines } = await failedStart({}, folder)
    expect(code).toBe(3)
    expect(lines).toEqual([expect.stringContaining('refunds.db')])
  })

  it('says in one line that the first policy cannot be read', async () => {
    const { code, lines } = await failedStart({ FIRST_POLICY_FILE: 'rules/none.yaml' })
    expect(code).toBe(3)
    expect(lines).toEqual([expect.stringContaining('first_policy_file')])
  })
})

describe('a stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s under load answers every accepted request and ends with 0',
    async (signal) => {
      const folder = temporaryFolder()
      const service = await startService({ folder, environment: quickStart })
      const answered = await signalUnderLoad(service, signal)
      expect(await service.ended).toBe(0)
      expect(answered.length).toBeGreaterThanOrEqual(100)
      expect(await storedDecisions(folder)).toEqual(new Set(answered.map(({ id }) => id)))
      expect(service.stderr()).toBe('')
    },
  )

  it('that takes longer than the drain timeout ends with 6', async () => {
    const environment = { ...quickStart, DRAIN_TIMEOUT_MS: '300' }
    const service = await startService({ folder: temporaryFolder(), environment })
    await sendUnfinishedRequest(service.url)
    service.signal('SIGTERM')
    expect(await service.ended).toBe(6)
  })

  it('by a second signal ends at once with 6, but not by the echo of the first', async () => {
    const environment = { ...quickStart, DRAIN_TIMEOUT_MS: '600000', LOG_LEVEL: 'info' }
    const service = await startService({ folder: temporaryFolder(), environment })
    await sendUnfinishedRequest(service.url)
    service.signal('SIGINT')
    service.signal('SIGTERM')
    while (!service.stderr().includes('"closing"')) await pause(20)
    expect(await Promise.race([service.ended, pause(200, 'still answering')])).toBe('still answering')
    const again = setInterval(() => service.signal('SIGTERM'), 300)
    void service.ended.then(() => clearInterval(again))
    expect(await service.ended).toBe(6)
  })
})

describe('kill -9 during a stream of decisions', () => {
  it('loses no decision that was answered, and the store opens again', async () => {
    const folder = temporaryFolder()
    const service = await startService({ folder, environment: quickStart })
    const answered = await signalUnderLoad(service, 'SIGKILL')
    expect(await service.ended).toBe('SIGKILL')
    const again = await startService({ folder, environment: quickStart })
    expect((await decide(again.url, partialOrder('after-the-kill'))).status).toBe(201)
    again.signal('SIGTERM')
    expect(await again.ended).toBe(0)
    const stored = await storedDecisions(folder)
    expect(answered.filter(({ id }) => !stored.has(id))).toEqual([])
    expect(answered.length).toBeGreaterThanOrEqual(100)
  })
})
