import { createHash } from 'node:crypto'
import mongoose from 'mongoose'
import { closedLoop } from '../http/closed-loop.mjs'
import { serviceTarget, startService } from '../http/servers.mjs'
import { median, pairedRatio, percentile, spread } from '../statistics.mjs'
import { databaseUrl, dropDatabases } from '../store/mongo-database.mjs'
import { creditToday, publishLimited } from './credits-of-today.mjs'

const connections = 20
const many = 4

/** What is measured is the pace, also of a machine that is busy with other things: nothing is refused for its time. */
const environment = { REQUEST_DEADLINE_MS: '60000' }

/**
 * Decisions on the MongoDB that MONGODB_URI names, a replica set, with 20 connections: beside plain inserts of the same
 * server, with a limit of the day beside without, and of one account by four processes beside one: spread over them, and
 * sent to one of them by the account, as the proxy of config/deploy does. Each ratio is that of what was measured one right
 * after the other. Null where no server is named.
 */
export async function runMongo({ sizes, folder, tell }) {
  const server = process.env.MONGODB_URI
  if (!server) {
    tell('  MONGODB_URI names no server')
    return null
  }
  const url = databaseUrl(server, 'decisions')
  const raw = databaseUrl(server, 'raw')
  try {
    return {
      connections,
      inserts: await besideInserts({ sizes, folder, tell, url, raw }),
      day: await besideNoLimit({ sizes, folder, tell, url }),
      hot: await hotAccount({ sizes, folder, tell, url }),
    }
  } finally {
    await dropDatabases([url, raw])
  }
}

async function besideInserts({ sizes, folder, tell, url, raw }) {
  const service = await startService({ folder, store: url, environment })
  const plain = await openPlain(raw, await entryText(service, url))
  await ask([service], { seconds: sizes.warmSeconds })
  const rounds = await inRounds(sizes.rounds, {
    inserts: () => plain.insertFor(sizes.closedSeconds),
    decisions: () => ask([service], { seconds: sizes.closedSeconds }),
  })
  await plain.close()
  await service.stop()
  return told(tell, 'decisions beside plain inserts', rounds, ['decisions', 'inserts'])
}

async function besideNoLimit({ sizes, folder, tell, url }) {
  await publishLimited(url)
  const service = await startService({ folder, store: url, environment })
  await creditToday(url, sizes.dayCredits)
  tell(`  ${sizes.dayCredits} automatic credits were given today`)
  const limited = { seconds: sizes.closedSeconds, policy: 'limited' }
  await ask([service], { ...limited, seconds: sizes.warmSeconds })
  const rounds = await inRounds(sizes.rounds, {
    unlimited: () => ask([service], { seconds: sizes.closedSeconds }),
    limited: () => ask([service], limited),
  })
  await service.stop()
  const figures = told(tell, 'with a limit of the day beside without', rounds, ['limited', 'unlimited'])
  return { credits: sizes.dayCredits, ...figures }
}

async function hotAccount({ sizes, folder, tell, url }) {
  const services = await Promise.all(
    Array.from({ length: many }, () => startService({ folder, store: url, environment })),
  )
  let accounts = 0
  const hot = () => ({ seconds: sizes.hotSeconds, account: `hot-${process.pid}-${(accounts += 1)}` })
  for (const service of services) await ask([service], { ...hot(), seconds: sizes.warmSeconds })
  // In turns, so that all are as warm as the one that they are compared with.
  let turn = 0
  const rounds = await inRounds(sizes.hotRounds, {
    one: () => askAlone(services[turn++ % many], services, hot()),
    four: () => ask(services, hot()),
    routed: () => {
      const asked = hot()
      return ask([serviceOf(asked.account, services)], asked)
    },
  })
  await Promise.all(services.map((service) => service.stop()))
  return {
    ...told(tell, 'one account: four processes beside one', rounds, ['four', 'one']),
    routed: told(tell, 'the same, sent to one of the four by the account', rounds, ['routed', 'one']),
  }
}

/** One process by itself: the others do not run meanwhile, so that none of them gives the numbers of the feed in its place. */
async function askAlone(service, services, asked) {
  const others = services.filter((other) => other !== service)
  for (const { pid } of others) process.kill(pid, 'SIGSTOP')
  try {
    return await ask([service], asked)
  } finally {
    for (const { pid } of others) process.kill(pid, 'SIGCONT')
  }
}

/** The one for which the account's hash is the highest, so that others keep theirs where one is gone: as the proxy chooses by a header. */
function serviceOf(account, services) {
  const hashes = services.map(({ url }) => createHash('sha256').update(`${url} ${account}`).digest('hex'))
  return services[hashes.indexOf(hashes.toSorted().at(-1))]
}

/** In turns, and every second round the other way round, so that none always comes first. */
async function inRounds(count, measures) {
  const names = Object.keys(measures)
  const found = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < count; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) found[name].push(await measures[name]())
  }
  return found
}

function told(tell, what, rounds, [name, base]) {
  const ratio = pairedRatio(rounds[name].map(perSecondOf), rounds[base].map(perSecondOf))
  const figures = Object.fromEntries(
    [name, base].map((key) => [
      key,
      {
        perSecond: spread(rounds[key].map(perSecondOf)),
        p50: median(rounds[key].map(({ p50 }) => p50)),
        most: Math.max(...rounds[key].map(({ most }) => most)),
      },
    ]),
  )
  for (const [key, { perSecond, p50, most }] of Object.entries(figures)) {
    tell(`  ${what}: ${key} ${perSecond.median.toFixed(1)}/s, p50 ${p50.toFixed(1)} ms, longest ${most.toFixed(0)} ms`)
  }
  tell(`  ${what}: ${ratio.median.toFixed(2)} x (${ratio.minimum.toFixed(2)} to ${ratio.maximum.toFixed(2)})`)
  return { ...figures, ratio }
}

const perSecondOf = ({ perSecond }) => perSecond

/** The connections are spread over the services. */
async function ask(services, { seconds, account = null, policy }) {
  const target = policy === undefined ? serviceTarget : { ...serviceTarget, policy }
  const loops = await Promise.all(
    services.map(({ url }) =>
      closedLoop({ url, target, account, connections: connections / services.length, seconds }),
    ),
  )
  const refused = loops.reduce((sum, loop) => sum + loop.refused, 0)
  if (refused > 0) throw new Error(`${refused} requests were refused or failed`)
  return {
    perSecond: loops.reduce((sum, loop) => sum + loop.perSecond, 0),
    ...latenciesOf(loops.flatMap(({ latencies }) => latencies)),
  }
}

function latenciesOf(latencies) {
  return { p50: percentile(latencies, 0.5), most: percentile(latencies, 1) }
}

/** What the service stored of one decision, so that plain inserts are of the same size. */
async function entryText(service, url) {
  await closedLoop({ url: service.url, target: serviceTarget, account: null, connections: 1, seconds: 0.1 })
  const connection = await mongoose.createConnection(url).asPromise()
  const { body, confidential } = await connection.collection('entry').findOne({ kind: 'decision' })
  await connection.close()
  return body + confidential
}

/** As many plain inserts at once as there are connections, each acknowledged by the journals of a majority. */
async function openPlain(url, body) {
  const connection = await mongoose.createConnection(url, { maxPoolSize: connections }).asPromise()
  const collection = connection.collection('plain')
  const options = { writeConcern: { w: 'majority', journal: true } }
  let made = 0
  const insertUntil = async (end, latencies) => {
    while (performance.now() < end) {
      const started = performance.now()
      await collection.insertOne({ _id: `${process.pid}-${(made += 1)}`, body }, options)
      latencies.push(performance.now() - started)
    }
  }
  await insertUntil(performance.now() + 200, [])
  return {
    insertFor: async (seconds) => {
      const started = performance.now()
      const latencies = []
      const end = started + seconds * 1000
      await Promise.all(Array.from({ length: connections }, () => insertUntil(end, latencies)))
      return { perSecond: (latencies.length * 1000) / (performance.now() - started), ...latenciesOf(latencies) }
    },
    close: () => connection.close(),
  }
}
