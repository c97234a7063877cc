import { serviceTarget as target } from '../http/servers.mjs'
import { median } from '../statistics.mjs'

const rounds = 5
const dayMilliseconds = 86_400_000

/**
 * What the console asks for, as it asks: the overview, and searches of decisions by everything that it can search by, alone and
 * together, first pages and late ones. Resolves to the median of each in milliseconds, and to the slowest of them.
 */
export async function searches({ service, tell }) {
  const queries = await queriesOver(service)
  const asked = []
  for (const [what, path] of queries) {
    const taken = []
    for (let round = 0; round < rounds; round += 1) taken.push(await timeOf(service, path))
    asked.push({ what, milliseconds: median(taken) })
  }
  const slowest = asked.reduce((most, each) => (each.milliseconds > most.milliseconds ? each : most))
  tell(`  the slowest of ${asked.length} looks of the console: ${slowest.what}, ${slowest.milliseconds.toFixed(1)} ms`)
  return { asked, slowest }
}

async function queriesOver(service) {
  const { items, next_cursor } = await get(service, '/v1/decisions?limit=50')
  const some = items.find(({ rule }) => rule !== null) ?? items[0]
  const reviewed = (await get(service, '/v1/decisions?limit=1&outcome=review')).items[0] ?? some
  const end = Date.parse(items[0].decided_at)
  const day = (days) => new Date(end + days * dayMilliseconds).toISOString()
  const decisions = (members) => `/v1/decisions?${new URLSearchParams({ limit: '50', ...members })}`
  const { order, account, rule, outcome, policy } = some
  const clause = some.clause?.id ?? 'none'
  const version = { policy: policy.name, policy_version: String(policy.version) }
  const between = { from: day(-1), to: day(1) }
  return [
    ['totals of 30 days', `/v1/totals?from=${day(-29).slice(0, 10)}&to=${day(1).slice(0, 10)}`],
    ['totals of a year', `/v1/totals?from=${day(-360).slice(0, 10)}&to=${day(1).slice(0, 10)}`],
    [
      'totals of a year by the days of New York',
      `/v1/totals?from=${day(-360).slice(0, 10)}&to=${day(1).slice(0, 10)}&time_zone=America/New_York`,
    ],
    ['reviews that wait, counted', '/v1/reviews/summary'],
    ['reviews that wait', '/v1/reviews?limit=50'],
    ['reviews that are overdue', '/v1/reviews?limit=50&status=overdue'],
    ['a review', `/v1/reviews/${reviewed.review?.id ?? reviewed.id}`],
    ['credits that are not delivered', '/v1/credits/undelivered?limit=200'],
    ['disputes that are open', '/v1/disputes?status=open&limit=200'],
    ['a decision', `/v1/decisions/${some.id}?include=facts,trace`],
    ['an order', `/v1/orders/${order}?policy=${policy.name}`],
    ['an account', `/v1/accounts/${account}`],
    ['the entries of an account', `/v1/accounts/${account}/entries?limit=50`],
    ['decisions', decisions({})],
    ['decisions, a later page', decisions({ cursor: next_cursor })],
    ['decisions by order', decisions({ order })],
    ['decisions by an order that is unknown', decisions({ order: 'nobody knows it' })],
    ['decisions by account', decisions({ account })],
    ['decisions by part', decisions({ part: 'none' })],
    ['decisions by outcome', decisions({ outcome })],
    ['decisions by a label that nothing has', decisions({ outcome: 'no_such_label' })],
    ['decisions by clause', decisions({ clause })],
    ['decisions by rule', decisions({ rule })],
    ['decisions by version', decisions(version)],
    ['decisions by time', decisions(between)],
    ['decisions up to the first', decisions({ to: day(-360) })],
    ['decisions by rule, outcome, version and time', decisions({ rule, outcome, ...version, ...between })],
    ['decisions by clause and an outcome that it never has', decisions({ clause, outcome: 'no_such_label' })],
    ['decisions by account, rule and time', decisions({ account, rule, ...between })],
    ['decisions by order, account, outcome and version', decisions({ order, account, outcome, ...version })],
  ]
}

async function timeOf(service, path) {
  const started = performance.now()
  await get(service, path)
  return performance.now() - started
}

async function get({ url }, path) {
  const response = await fetch(url + path, { headers: target.headers })
  const text = await response.text()
  if (!response.ok) throw new Error(`GET ${path}: ${text}`)
  return JSON.parse(text)
}
