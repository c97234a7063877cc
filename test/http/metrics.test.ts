import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import parsePrometheus from 'parse-prometheus-text-format'
import { parse } from 'yaml'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { projectFolder, temporaryFolder } from '../cli/run-command.ts'
import { metricsIn } from '../deploy/prometheus-queries.ts'
import { openPanel, type Panel, partial, suspected } from './open-panel.ts'
import { config, startService } from './running-service.ts'

type Families = ReturnType<typeof parsePrometheus>

let panel: Panel
let families: Families
let text: string
const family = (name: string): Families[number]['metrics'] => families.find((each) => each.name === name)?.metrics ?? []
const valueOf = (name: string, labels: Readonly<Record<string, string>> = {}): number | undefined => {
  const found = family(name).find((metric) =>
    Object.entries(labels).every(([label, value]) => metric.labels?.[label] === value),
  )
  return found?.value === undefined ? undefined : Number(found.value)
}

beforeAll(async () => {
  const path = join(temporaryFolder(), 'refunds.db')
  panel = await openPanel('sqlite', path, { ownStore: true })
  await panel.decide(partial('o-1'))
  await panel.decide(partial('o-2', { account: { id: 'a-2' } }))
  await panel.post('/v1/decisions', { facts: partial('o-3') }, { headers: { 'Idempotency-Key': 'once' } })
  await panel.post('/v1/decisions', { facts: partial('o-3') }, { headers: { 'Idempotency-Key': 'once' } })
  await panel.running.send('POST', '/v1/decisions/bulk', {
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: '{"idempotency_key":"wrong","facts":{}}\nno JSON\n',
  })
  await panel.post('/v1/decisions', { facts: { order: { id: 7 } } })
  await panel.decide(suspected('o-4', { account: { id: 'a-4' } }))
  await panel.get('/v1/accounts/nobody')
  await panel.get('/nowhere/a-2')
  text = (await panel.get('/metrics')).text
  families = parsePrometheus(text)
})
afterAll(() => panel.close())

describe('/metrics', () => {
  it('counts decisions by policy, outcome and clause, a repeated request once', () => {
    expect(valueOf('refund_policy_decisions_total', { policy: 'smm-panel', outcome: 'approve', clause: '2.b' })).toBe(3)
    expect(family('refund_policy_decision_seconds')).toMatchObject([{ count: '4' }])
    expect(valueOf('refund_policy_appends_total', { result: 'appended' })).toBe(4)
    expect(Number(family('refund_policy_commit_group_writes')[0]?.sum)).toBeGreaterThanOrEqual(3)
  })

  it('counts answers by route, never by path, and problems by code', () => {
    const routes = [...text.matchAll(/^refund_policy_http_request_seconds_count\{.*route="([^"]*)"/gm)].map(
      ([, route]) => route,
    )
    expect(routes).toEqual(expect.arrayContaining(['/v1/decisions', '/v1/accounts/{id}', 'none']))
    expect(routes.join(' ')).not.toMatch(/nobody|a-2/)
    expect(valueOf('refund_policy_problems_total', { code: 'invalid_facts' })).toBe(2)
    expect(valueOf('refund_policy_problems_total', { code: 'invalid_request' })).toBe(1)
    expect(valueOf('refund_policy_problems_total', { code: 'account_not_found' })).toBe(1)
  })

  it('says how the store stands', () => {
    expect(valueOf('refund_policy_ready')).toBe(1)
    expect(valueOf('refund_policy_approvals_paused')).toBe(0)
    expect(valueOf('refund_policy_undelivered_credits')).toBe(3)
    expect(valueOf('refund_policy_feed_lag_entries')).toBe(0)
    expect(valueOf('refund_policy_feed_tail')).toBeGreaterThanOrEqual(3)
  })

  it('says how many reviews wait', () => {
    const level = 'manager'
    expect(valueOf('refund_policy_reviews_waiting', { level })).toBe(1)
    expect(valueOf('refund_policy_reviews_overdue', { level })).toBe(0)
  })

  it('counts what the service could not do by itself', async () => {
    const failing = await openStorage('memory:')
    failing.feedItems = () => Promise.reject(new Error('a test'))
    const running = await startService({ storage: failing }, { ...config, erasureIntervalMs: 5, personalDataMonths: 1 })
    const count = async (): Promise<number> =>
      Number(
        /background_failures_total\{work="erasure"\} (\d+)/u.exec((await running.send('GET', '/metrics')).text)?.[1],
      )
    while (!((await count()) > 0));
    await running.close()
  })

  it('has every metric that the dashboard and the alerts ask for', () => {
    const names = new Set(['up', ...families.map(({ name }) => name)])
    for (const { name, type } of families) {
      if (type === 'HISTOGRAM') for (const part of ['bucket', 'sum', 'count']) names.add(`${name}_${part}`)
    }
    const queries = [...dashboardQueries(), ...alertQueries()]
    expect(queries.length).toBeGreaterThan(30)
    const asked = queries.flatMap(metricsIn)
    expect(asked.length).toBeGreaterThanOrEqual(queries.length)
    expect(asked.filter((name) => !names.has(name))).toEqual([])
  })

  it('needs a key that reads', async () => {
    expect((await panel.get('/metrics', { key: null })).status).toBe(401)
    const key = await panel.running.keyOf('decider', ['decide'])
    expect((await panel.get('/metrics', { key })).status).toBe(403)
  })
})

function dashboardQueries(): readonly string[] {
  const dashboard = readFileSync(join(projectFolder, 'config/deploy/grafana-dashboard.json'), 'utf8')
  const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] }
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
}

function alertQueries(): readonly string[] {
  const alerts = readFileSync(join(projectFolder, 'config/deploy/prometheus-alerts.yaml'), 'utf8')
  const { groups } = parse(alerts) as { groups: { rules: { expr: string }[] }[] }
  return groups.flatMap(({ rules }) => rules.map(({ expr }) => expr))
}
