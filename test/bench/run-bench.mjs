// Prints how quick the built service is: figures of one run on one machine, so look at the ratios.
// `npm run bench`, or `npm run bench -- 0.1` for a tenth of the work.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendEntry } from '../../dist/journal/append-entry.js'
import { createCompiledEvaluator } from '../../dist/policy/evaluate/compiled.js'
import { createReferenceEvaluator } from '../../dist/policy/evaluate/with-json-rules-engine.js'
import { completeFacts } from '../../dist/policy/facts/complete-facts.js'
import { readGivenFacts } from '../../dist/policy/facts/read-facts.js'
import { parsePolicy } from '../../dist/policy/parse/parse-policy.js'
import { openConnection } from '../../dist/storage/sqlite/connection.js'
import { createSqliteStorage } from '../../dist/storage/sqlite/sqlite-storage.js'
import { requireFreshBuild } from '../built/fresh-build.mjs'
import { openDomain, shippedPolicy } from '../soak/dist-domain.mjs'
import { databaseUrl, dropDatabases } from './mongo-database.mjs'
import { pageCosts } from './page-costs.mjs'

requireFreshBuild()
const share = Number(process.argv[2] ?? 1)
const times = (count) => Math.max(10, Math.round(count * share))
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const text = await shippedPolicy()
let stores = 0
const newStore = () => `sqlite:${join(folder, `store-${(stores += 1)}.db`)}`

const orderOf = (id) => ({ id, status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' })
const factsOf = (order, account) => ({
  order: orderOf(order),
  claim: { reason: 'undelivered' },
  account: { id: account },
})
const requestOf = (order, account, policy = 'smm-panel') => ({
  policy,
  facts: factsOf(order, account),
  idempotencyKey: `key of ${order}`,
  author: 'bench',
})

function say(what, figure, ratio = '') {
  process.stdout.write(`${what.padEnd(62)} ${figure.padStart(18)}  ${ratio}\n`)
}

const perSecond = (count, milliseconds) => `${Math.round((count / milliseconds) * 1000)} /s`
const ratioOf = (value, base, than) => `${(value / base).toFixed(2)} x ${than}`

async function timed(count, work) {
  for (let index = 0; index < Math.min(count, 200); index += 1) await work(`warm-${index}`)
  const started = performance.now()
  for (let index = 0; index < count; index += 1) await work(index)
  return performance.now() - started
}

function median(values) {
  return values.sort((left, right) => left - right)[Math.floor(values.length / 2)]
}

async function decisionsPerSecond() {
  const count = times(3000)
  let base = 0
  for (const url of ['memory:', newStore()]) {
    const { decisions, publish, storage } = await openDomain(url)
    await publish(text)
    const took = await timed(count, (index) => decisions.decide(requestOf(`o-${index}`, `a-${index}`)))
    base ||= took
    say(
      `decisions, one after the other, ${url.split(':')[0]}`,
      perSecond(count, took),
      ratioOf(took, base, 'the time of memory'),
    )
    await storage.close()
  }
}

async function repeatedCallbacks() {
  const { decisions, publish, storage } = await openDomain(newStore())
  await publish(text)
  const count = times(2000)
  const fresh = await timed(count, (index) => decisions.decide(requestOf(`o-${index}`, `a-${index}`)))
  const again = await timed(count, (index) =>
    decisions.decide({ ...requestOf(`o-${index}`, `a-${index}`), idempotencyKey: null }),
  )
  const retried = await timed(count, (index) => decisions.decide(requestOf(`o-${index}`, `a-${index}`)))
  say('first decisions of orders, sqlite', perSecond(count, fresh))
  say('the same callback once more', perSecond(count, again), ratioOf(again, fresh, 'the time of a first'))
  say('the same request with its key', perSecond(count, retried), ratioOf(retried, fresh, 'the time of a first'))
  await storage.close()
}

async function evaluators() {
  const { policy } = parsePolicy(text)
  const now = Date.parse('2026-03-01T12:00:00Z')
  const facts = ['partial', 'canceled', 'completed', 'pending', 'in_progress'].map((status) => {
    const given = factsOf('o-1', 'a-1')
    const { facts: read } = readGivenFacts(policy, { ...given, order: { ...given.order, status } })
    return completeFacts(policy, 'refunds', read).facts
  })
  const measure = async (create, count) => {
    const evaluator = create(policy)
    const took = await timed(count, (index) =>
      evaluator.evaluateRefund(facts[Number(index) % facts.length] ?? facts[0], now),
    )
    return { figure: perSecond(count, took), each: took / count }
  }
  const compiled = await measure(createCompiledEvaluator, times(100_000))
  const reference = await measure(createReferenceEvaluator, times(3000))
  say('evaluations, compiled', compiled.figure)
  say(
    'evaluations, json-rules-engine',
    reference.figure,
    ratioOf(reference.each, compiled.each, 'the time of compiled'),
  )
}

/** Fills an account with entries like one that was really decided, an hour apart, without waiting for the disk. */
async function fill(path, account, length) {
  const connection = await openConnection(path)
  const storage = createSqliteStorage(connection)
  const [template] = await storage.stream('a-template', 0, 1)
  const { kind, author, policy, request, result, confidential } = template
  const { salt, ...values } = confidential
  connection.execute('PRAGMA synchronous = OFF')
  connection.execute('BEGIN')
  const start = Date.now() - length * 3_600_000
  let head = null
  for (let index = 0; index < length; index += 1) {
    const key = `${account}-${index}`
    const draft = { kind, author, policy, request, result, confidential: values, idempotency_key: key }
    const stamp = { id: key, at: start + index * 3_600_000, salt }
    const end = { account, order: `${account}-o-${index}`, head, previous: null }
    const { entry, body } = appendEntry(end, draft, stamp)
    await storage.append({ entry, body })
    head = entry
    if (index % 10_000 === 9999) connection.execute('COMMIT; BEGIN')
  }
  connection.execute('COMMIT')
  await storage.close()
}

async function longHistories() {
  const url = newStore()
  const path = url.slice('sqlite:'.length)
  const { decisions, publish, storage } = await openDomain(url)
  await publish(text)
  await decisions.decide({ ...requestOf('o-template', 'a-template'), idempotencyKey: null })
  const lengths = [100, times(100_000)]
  for (const length of lengths) await fill(path, `a-${length}`, length)
  const took = new Map(lengths.map((length) => [length, []]))
  // In turns, so that both meet the same moods of the machine.
  for (let index = 0; index < times(600); index += 1) {
    for (const length of lengths) {
      const started = performance.now()
      await decisions.decide(requestOf(`new-${length}-${index}`, `a-${length}`))
      took.get(length).push(performance.now() - started)
    }
  }
  const [short, long] = lengths.map((length) => median(took.get(length)))
  say(`a decision in an account of ${lengths[0]} entries`, `${short.toFixed(3)} ms`)
  say(
    `a decision in an account of ${lengths[1]} entries`,
    `${long.toFixed(3)} ms`,
    ratioOf(long, short, 'the time of the short one'),
  )
  await storage.close()
}

async function manyPolicies() {
  const count = times(2000)
  const { decisions, publish, storage } = await openDomain(newStore())
  const names = Array.from({ length: 10 }, (_, index) => `policy-${index}`)
  for (const name of names) await publish(text.replace('name: smm-panel', `name: ${name}`), name)
  let base = 0
  for (const used of [1, 10]) {
    const took = await timed(count, (index) =>
      decisions.decide(
        requestOf(`o-${used}-${index}`, `a-${used}-${index}`, names[Number(String(index).replace('warm-', '')) % used]),
      ),
    )
    base ||= took
    say(
      `decisions by ${used} of ${names.length} policies, sqlite`,
      perSecond(count, took),
      ratioOf(took, base, 'the time of 1'),
    )
  }
  await storage.close()
}

async function parallelRequests() {
  const count = times(2000)
  const { decisions, publish, storage } = await openDomain(newStore())
  await publish(text)
  let base = 0
  for (const [what, accounts] of [
    ['50 accounts', 50],
    ['1 account', 1],
  ]) {
    const started = performance.now()
    for (let index = 0; index < count; index += 50) {
      const batch = Array.from({ length: 50 }, (_, place) =>
        decisions.decide(requestOf(`o-${accounts}-${index + place}`, `p-${accounts}-${place % accounts}`)),
      )
      await Promise.all(batch)
    }
    const took = performance.now() - started
    base ||= took
    say(`50 decisions at once, of ${what}`, perSecond(count, took), ratioOf(took, base, 'the time of 50 accounts'))
  }
  await storage.close()
}

/** In SQLite, and in MongoDB where MONGODB_URI names a server. */
async function pages() {
  const counts = [times(2000), times(200_000)]
  await pageCosts({ newStore, counts, say })
  const server = process.env.MONGODB_URI
  if (!server) return
  const urls = counts.map((count) => databaseUrl(server, count))
  const unused = [...urls]
  try {
    await pageCosts({ newStore: () => unused.shift(), counts, say })
  } finally {
    await dropDatabases(urls)
  }
}

const [processor] = cpus()
process.stdout.write(`Node ${process.version}, ${cpus().length} x ${processor?.model ?? 'unknown processor'}\n\n`)
try {
  await evaluators()
  await decisionsPerSecond()
  await repeatedCallbacks()
  await parallelRequests()
  await manyPolicies()
  await longHistories()
  await pages()
} finally {
  rmSync(folder, { recursive: true })
}
