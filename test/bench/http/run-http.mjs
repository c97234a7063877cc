import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { pairedRatio, spread } from '../statistics.mjs'
import { assertSameAnswers } from './assert-same-answers.mjs'
import { startLoad } from './load.mjs'
import { processorMillisecondsOf } from './server-process.mjs'
import { atRate, servers } from './servers.mjs'

const connections = 50
const rate = 1000
const probes = 20

/** Every server under the same load, in turns; all of them run all the time, those that are not asked are idle. */
export async function runHttp({ sizes, folder, tell }) {
  const load = startLoad()
  const probe = startLoad()
  const { started, missing } = await startAll(mkdtempSync(join(folder, 'http-')))
  try {
    for (const { label, why } of missing) tell(`not there: ${label} (${why})`)
    const equal = await assertSameAnswers(started, sizes.checkedRequests)
    tell(`${equal} servers give the same answers to ${sizes.checkedRequests} requests`)
    await warmUp(started, load, sizes)
    const ask = async (kind, { pid, url, target }, more) => {
      const before = processorMillisecondsOf(pid)
      const measured = await load.run(kind, { url, target, connections, ...more })
      return { ...measured, processor: (processorMillisecondsOf(pid) - before) / measured.all }
    }
    const closed = await inTurns(started, sizes.rounds, (server) =>
      ask('closedLoop', server, { seconds: sizes.closedSeconds }),
    )
    const asked = started.filter(({ name }) => atRate.includes(name))
    const open = await inTurns(asked, sizes.rounds, (server) =>
      ask('openLoop', server, { seconds: sizes.openSeconds, rate }),
    )
    const own = started.filter(({ name }) => name === 'sqlite')
    const hot = await inTurns(own, sizes.rounds, (server, round) =>
      ask('closedLoop', server, { seconds: sizes.closedSeconds, account: `hot-${round}` }),
    )
    const connecting = await newConnectionsUnderLoad({ asked, load, probe, seconds: sizes.closedSeconds })
    const figures = { closed: figuresOf(closed), open: figuresOf(open), hot: figuresOf(hot), connecting }
    tellFigures(figures, tell)
    return { ...figures, connections, rate, missing: missing.map(({ name, why }) => ({ name, why })) }
  } finally {
    load.stop()
    probe.stop()
    for (const { stop } of started) await stop()
  }
}

async function startAll(folder) {
  const started = []
  const missing = []
  for (const [name, server] of Object.entries(servers)) {
    const why = server.missing()
    if (why === null) started.push({ name, ...server, ...(await server.start(folder)) })
    else missing.push({ name, label: server.label, why })
  }
  return { started, missing }
}

async function warmUp(started, load, { warmSeconds }) {
  for (const { url, target } of started)
    await load.run('closedLoop', { url, target, connections, seconds: warmSeconds })
}

/** Each server once a round; every round begins with another one. Resolves to what was measured, by server and round. */
async function inTurns(asked, rounds, measure) {
  const measured = Object.fromEntries(asked.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < asked.length; turn += 1) {
      const server = asked[(round + turn) % asked.length]
      measured[server.name][round] = await measure(server, round)
    }
  }
  return measured
}

const columns = ['perSecond', 'p50', 'p99', 'most', 'processor']

function figuresOf(measured) {
  const column = (name, what) => measured[name].map((round) => round[what])
  return Object.fromEntries(
    Object.keys(measured).map((name) => [
      name,
      {
        ...Object.fromEntries(columns.map((what) => [what, spread(column(name, what))])),
        ofOthers: Object.fromEntries(
          Object.keys(measured).map((other) => [
            other,
            {
              perSecond: pairedRatio(column(name, 'perSecond'), column(other, 'perSecond')),
              p99: pairedRatio(column(name, 'p99'), column(other, 'p99')),
            },
          ]),
        ),
      },
    ]),
  )
}

/** The connections come from a process of their own, while another keeps the server busy. */
async function newConnectionsUnderLoad({ asked, load, probe, seconds }) {
  const figures = {}
  for (const { name, url, target } of asked) {
    const every = Math.max(25, (seconds * 1000) / probes)
    const busy = load.run('closedLoop', { url, target, connections, seconds: seconds + (probes * every) / 1000 })
    await new Promise((resolve) => {
      setTimeout(resolve, 300)
    })
    const { p50, most } = await probe.run('newConnections', { url, target, count: probes, every })
    await busy
    figures[name] = { p50, most }
  }
  return figures
}

function tellFigures({ closed, open, hot, connecting }, tell) {
  const line = (what, { perSecond, p50, p99, processor }) =>
    tell(
      `  ${what.padEnd(52)} ${String(Math.round(perSecond.median)).padStart(6)} /s   ` +
        `p50 ${p50.median.toFixed(1)} ms, p99 ${p99.median.toFixed(1)} ms, ` +
        `${Math.round(processor.median * 1000)} us of a processor each`,
    )
  for (const [name, figures] of Object.entries(closed)) line(servers[name].label, figures)
  for (const [name, figures] of Object.entries(open)) line(`${servers[name].label}, at ${rate}/s`, figures)
  for (const [name, figures] of Object.entries(hot)) line(`${servers[name].label}, one account`, figures)
  for (const [name, { p50, most }] of Object.entries(connecting)) {
    tell(`  a new connection to ${servers[name].label}: ${p50.toFixed(0)} ms, at most ${most.toFixed(0)} ms`)
  }
}
