import { readdirSync, readlinkSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { Config } from '../../src/config/config.ts'
import type { Logger } from '../../src/observability/logger.ts'
import type { DecidingMetrics } from '../../src/observability/retold-metrics.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type * as DecideThreads from '../../src/workers/decide-threads.ts'
import { builtFile } from '../built/fresh-build.mjs'
import {
  type AnsweredDecision,
  adminKey,
  partialOrder,
  type ServiceProcess,
  smallPolicy,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'
import { verifyStorage } from './tampered-store.ts'

afterEach(stopServices)

const headers = { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/x-ndjson' }
const accounts = 60
const linesOfEach = 12
/** How many lines there are to one that nothing can be decided on. */
const toBad = 100

interface AnsweredLine extends Partial<AnsweredDecision> {
  readonly line: number
  readonly status?: number
  readonly code?: string
  readonly account?: string
}

function lineOf(index: number): string {
  const account = `a-${index % accounts}`
  const facts = index % toBad === 7 ? { facts: { account: { id: account } } } : partialOrder(`o-${index}`, account)
  return `${JSON.stringify({ idempotency_key: `k-${String(index).padStart(5, '0')}`, ...facts })}\n`
}

async function bulk({ url }: ServiceProcess, indexes: readonly number[]): Promise<readonly AnsweredLine[]> {
  const body = indexes.map(lineOf).join('')
  const answer = await fetch(`${url}/v1/decisions/bulk`, { method: 'POST', headers, body })
  const lines = (await answer.text()).split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as AnsweredLine)
}

/** How often the process holds the store's file open. */
function timesOpen({ id }: ServiceProcess): number {
  const folder = `/proc/${id}/fd`
  return readdirSync(folder).filter((name) => {
    try {
      return readlinkSync(join(folder, name)).endsWith('/refunds.db')
    } catch {
      return false
    }
  }).length
}

async function decidedOf({ url }: ServiceProcess): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers })
  const counts = (await answer.text()).matchAll(/^\w*decisions_total\{.*\} (\d+)/gmu)
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
}

const hasBoth = availableParallelism() > 1 && process.platform === 'linux'

describe('lines of a bulk, decided in two threads', () => {
  const withThread = hasBoth ? it : it.skip
  withThread('are answered in their order, once each, and keep the order of each account', async () => {
    const folder = temporaryFolder()
    const store = `sqlite:${join(folder, 'refunds.db')}`
    const service = await startService({
      folder,
      environment: { ...smallPolicy, ADMIN_KEY: adminKey, STORE_URL: store },
    })
    expect(timesOpen(service)).toBe(1)
    await bulk(service, [0])
    while (timesOpen(service) < 2) await pause(20)
    // The policy is made ready before the first line goes there.
    await pause(1000)
    const all = Array.from({ length: accounts * linesOfEach }, (_, index) => index)
    const answers = await bulk(service, all)
    expect(answers.map(({ line }) => line)).toEqual(all.map((index) => index + 1))
    for (const [index, { status, code, order, account }] of answers.entries()) {
      const isBad = index % toBad === 7
      if (isBad) expect([status, code]).toEqual([422, 'invalid_facts'])
      else expect([status, order, account]).toEqual([index === 0 ? 200 : 201, `o-${index}`, `a-${index % accounts}`])
    }
    const decided = answers.filter(({ status }) => status !== 422)
    expect(await decidedOf(service)).toBe(decided.length)
    const again = await bulk(service, all)
    expect(again.map(({ id }) => id)).toEqual(answers.map(({ id }) => id))
    expect(again.every(({ status }) => status === 200 || status === 422)).toBe(true)
    service.signal('SIGTERM')
    expect([await service.ended, service.stderr()]).toEqual([0, ''])

    const storage = await openStorage(store)
    for (const account of Array.from({ length: accounts }, (_, index) => `a-${index}`)) {
      const keys = (await storage.stream(account, 0, 100)).map(({ idempotency_key }) => String(idempotency_key))
      expect(keys).toEqual(keys.toSorted((left, right) => (left < right ? -1 : 1)))
    }
    expect((await verifyStorage(storage)).faults).toEqual([])
    await storage.close()
  })

  it('are decided by the thread that serves where the other cannot begin, which is logged', async () => {
    const built: typeof DecideThreads = await import(builtFile('workers/decide-threads.js'))
    const told: unknown[] = []
    const logger = { error: (_fault: unknown, what: string) => told.push(what) } as unknown as Logger
    const storeUrl = `sqlite:${join(temporaryFolder(), 'none', 'refunds.db')}`
    const config = { storeUrl, evaluator: 'compiled', logLevel: 'error', archiveFolder: null, processes: 0 }
    const thread = built.openDecideThread(config as unknown as Config, {} as DecidingMetrics, logger)
    const request = { policy: 'smm-panel', facts: {}, idempotencyKey: null, author: 'test' }
    expect(thread?.decide(request, 1)).toBeNull()
    while (told.length === 0) await pause(20)
    expect(told).toEqual([expect.stringContaining('the one that serves decides all of them')])
    expect(thread?.decide(request, 1)).toBeNull()
    await thread?.close()
  })
})
