import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from '@jest/globals'
import { signalUnderLoad, storedDecisions } from './load-until-gone.ts'
import {
  type AnsweredDecision,
  adminKey,
  decide,
  partialOrder,
  type ServiceProcess,
  smallPolicy,
  spawnService,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'

afterEach(stopServices)

const twoProcesses = { ADMIN_KEY: adminKey, ...smallPolicy, PROCESSES: '2', LOG_LEVEL: 'info' }

interface LogLine {
  readonly msg: string
  readonly worker?: number
  readonly end?: unknown
  readonly req?: { readonly route: string }
}

function linesOf(service: ServiceProcess): readonly LogLine[] {
  const whole = service.stderr().split('\n').slice(0, -1)
  return whole.map((line) => JSON.parse(line) as LogLine)
}

/** The numbers of the workers that answered a request under the path. */
function workersAt(service: ServiceProcess, path: string): ReadonlySet<number> {
  return new Set(linesOf(service).flatMap(({ worker, req }) => (req?.route === path && worker ? [worker] : [])))
}

/** A process that serves for the service, by the id that the system gave it. */
function someWorker({ id }: ServiceProcess): number {
  return Number(execFileSync('pgrep', ['-P', String(id)], { encoding: 'utf8' }).split('\n')[0])
}

/** How many decisions are counted, and whether it is ready, by whichever process answers. */
async function metricsOf({ url }: ServiceProcess): Promise<readonly number[]> {
  const text = await (await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${adminKey}` } })).text()
  return ['decisions_total', 'ready'].map((name) => {
    const samples = text.matchAll(new RegExp(`^refund_policy_${name}(?:\\{.*\\})? (\\d+)$`, 'gmu'))
    return [...samples].reduce((sum, [, value]) => sum + Number(value), 0)
  })
}

async function publishEdit({ url }: ServiceProcess): Promise<number> {
  const response = await fetch(`${url}/v1/policies/minimal/versions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml', 'If-Match': '"1"' },
    body: `${readFileSync(smallPolicy.FIRST_POLICY_FILE, 'utf8')}\n# an edit\n`,
  })
  return response.status
}

describe('two processes on one port and one file', () => {
  it('both decide, and tell the metrics of both; one that is killed is replaced; SIGTERM answers what was accepted and ends with 0', async () => {
    const folder = temporaryFolder()
    const service = await startService({ folder, environment: twoProcesses })
    let orders = 0
    const decideNext = async (): Promise<AnsweredDecision> => {
      orders += 1
      const { status, decision } = await decide(service.url, partialOrder(`order-${orders}`, `account-${orders % 7}`))
      expect(status).toBe(201)
      return decision
    }
    const decideUntilAnsweredBy = async (workers: number): Promise<void> => {
      while (workersAt(service, '/v1/decisions').size < workers) await Promise.all([decideNext(), decideNext()])
    }
    expect(service.stdout().match(/listens on/gu)).toHaveLength(1)
    await decideUntilAnsweredBy(2)
    for (let asked = 0; asked < 3; asked += 1) expect(await metricsOf(service)).toEqual([orders, 1])

    expect(await publishEdit(service)).toBe(201)
    const after = await Promise.all(Array.from({ length: 8 }, decideNext))
    expect(new Set(after.map(({ policy }) => policy.version))).toEqual(new Set([2]))

    process.kill(someWorker(service), 'SIGKILL')
    while (!linesOf(service).some(({ end }) => end === 'SIGKILL')) await pause(20)
    while (linesOf(service).filter(({ msg }) => msg === 'listening').length < 3) await pause(20)
    await decideUntilAnsweredBy(3)

    const before = await storedDecisions(folder)
    const answered = await signalUnderLoad(service, 'SIGTERM')
    expect(await service.ended).toBe(0)
    expect(await storedDecisions(folder)).toEqual(new Set([...before, ...answered.map(({ id }) => id)]))
  })

  it('say once why they cannot start, and end with the code of one', async () => {
    const service = spawnService({ folder: temporaryFolder(), environment: { ...twoProcesses, HOST: '203.0.113.7' } })
    expect(await service.ended).toBe(3)
    expect(service.stdout()).toBe('')
    expect(service.stderr().match(/cannot be listened on/gu)).toHaveLength(1)
  })

  it('do not share a store in memory', async () => {
    const environment = { ...twoProcesses, STORE_URL: 'memory:' }
    const service = spawnService({ folder: temporaryFolder(), environment })
    expect(await service.ended).toBe(3)
    expect(service.stderr()).toContain('cannot share the store memory:')
  })
})
