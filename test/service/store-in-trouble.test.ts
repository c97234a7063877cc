import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { tellFigures } from '../soak/tell-figures.ts'
import {
  adminKey,
  decide,
  partialOrder,
  type ServiceProcess,
  smallPolicy,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'

/** How long another process holds the lock. The 20 s is the soak's size. */
const lockSeconds = Number(process.env['LOCK_SECONDS'] ?? 3)
/** What /healthz may take, and no more than that where the machine itself is slower even before there is trouble. */
const mostMilliseconds = Number(process.env['HEALTH_MS'] ?? 1500)
const calmMilliseconds = 300

afterEach(stopServices)

const start = (folder: string, more: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> =>
  startService({ folder, environment: { ADMIN_KEY: adminKey, MINIMUM_FREE_BYTES: '0', ...smallPolicy, ...more } })
const statusOf = async (url: string, path: string): Promise<number> =>
  (await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${adminKey}` } })).status
const decided = async (url: string, order: string): Promise<number> => (await decide(url, partialOrder(order))).status

/** Asks for /healthz until it is told to stop; the longest answer in milliseconds. */
function watchHealth(url: string): () => Promise<number> {
  const over = new AbortController()
  const longest = (async (): Promise<number> => {
    let most = 0
    while (!over.signal.aborted) {
      const began = performance.now()
      if ((await fetch(`${url}/healthz`)).status !== 200) return Number.POSITIVE_INFINITY
      most = Math.max(most, performance.now() - began)
      await sleep(20)
    }
    return most
  })()
  return () => {
    over.abort()
    return longest
  }
}

/** What an answer may take here, by what it takes while all is well. */
async function allowed(url: string): Promise<number> {
  const health = watchHealth(url)
  await sleep(calmMilliseconds)
  return Math.max(mostMilliseconds, 3 * (await health()))
}

describe('a service whose store is in trouble', () => {
  it(`answers /healthz and reads while another process holds the lock for ${lockSeconds} s, and nobody loses`, async () => {
    const folder = temporaryFolder()
    const { url } = await start(folder)
    expect(await decided(url, 'o-1')).toBe(201)
    const holder = spawn(
      process.execPath,
      [join(import.meta.dirname, 'hold-lock.mjs'), join(folder, 'data/refunds.db')],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    )
    await once(holder.stdout, 'data')
    const most = await allowed(url)
    const health = watchHealth(url)
    const writes = [decided(url, 'o-2'), decided(url, 'o-3')]
    const until = performance.now() + lockSeconds * 1000
    let reads = 0
    while (performance.now() < until) {
      expect(await statusOf(url, '/v1/decisions?account=account-of-o-1')).toBe(200)
      reads += 1
      await sleep(50)
    }
    expect(await statusOf(url, '/readyz')).toBe(503)
    holder.stdin.end()
    await once(holder, 'close')
    const longest = await health()
    tellFigures(`lock held ${lockSeconds} s: ${reads} reads answered, longest /healthz ${longest.toFixed(0)} ms`)
    expect(longest).toBeLessThan(most)
    // Those that waited for longer than the store waits were refused, and are decided when they are sent again.
    for (const status of await Promise.all(writes)) expect([201, 503]).toContain(status)
    for (const order of ['o-2', 'o-3']) expect([200, 201]).toContain(await decided(url, order))
    while ((await statusOf(url, '/readyz')) !== 200) await sleep(50)
  })

  it.each([
    ['is deleted', (file: string) => rmSync(file)],
    [
      'is replaced',
      (file: string) => {
        writeFileSync(`${file}.other`, '')
        renameSync(`${file}.other`, file)
      },
    ],
  ])('answers 503 and no 201 once its file %s, and /healthz all the while', async (_, harm) => {
    const folder = temporaryFolder()
    const service = await start(folder)
    const { url } = service
    expect(await decided(url, 'o-1')).toBe(201)
    const most = await allowed(url)
    const health = watchHealth(url)
    expect(await statusOf(url, '/readyz')).toBe(200)
    harm(join(folder, 'data/refunds.db'))
    const answer = await decide(url, partialOrder('o-2'))
    expect(answer.status).toBe(503)
    expect(JSON.stringify(answer.decision)).not.toContain(folder)
    expect(await statusOf(url, '/readyz')).toBe(503)
    expect(await health()).toBeLessThan(most)
    expect(service.stderr()).toContain('refunds.db')
  })
})

const disk = mkdtempSync(join(tmpdir(), 'small-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk])
})

// Who may not mount one still has the test of a full file in test/storage/sqlite/durability.test.ts.
if (isMounted) {
  it('says 503 before it is full and when it is, loses nothing that it answered, and goes on once there is room', async () => {
    const ballast = join(disk, 'ballast')
    const { url } = await start(disk, { MINIMUM_FREE_BYTES: '500000' })
    expect(await statusOf(url, '/readyz')).toBe(200)
    expect(await decided(url, 'before')).toBe(201)
    const health = watchHealth(url)
    const answered: string[] = []
    writeFileSync(ballast, Buffer.alloc(1_200_000))
    let status = 201
    for (let order = 1; status === 201 && order < 5000; order += 1) {
      status = await decided(url, `o-${order}`)
      if (status === 201) answered.push(`o-${order}`)
    }
    expect(status).toBe(503)
    expect(await statusOf(url, '/readyz')).toBe(503)
    rmSync(ballast)
    while ((await statusOf(url, '/readyz')) !== 200) await sleep(100)
    for (const order of answered) expect(await statusOf(url, `/v1/orders/${order}`)).toBe(200)
    expect(await decided(url, 'after')).toBe(201)
    tellFigures(
      `small disk: ${answered.length} decisions until it was full, longest /healthz ${(await health()).toFixed(0)} ms`,
    )
  })
}
