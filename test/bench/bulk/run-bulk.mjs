import { execFile, execFileSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { startLoad } from '../http/load.mjs'
import { startService, serviceTarget as target } from '../http/servers.mjs'
import { hostingNow, hostingRequests } from '../requests/hosting-requests.mjs'
import { panelRequests } from '../requests/panel-requests.mjs'
import { spread } from '../statistics.mjs'

const project = fileURLToPath(new URL('../../../', import.meta.url))
const commandLine = join(project, 'dist/cli/main.js')
const policies = {
  panel: { file: 'smm-panel', requests: panelRequests },
  hosting: { file: 'hosting', requests: hostingRequests },
}
/** A dry run is measured this many times: what a run of few lines takes is its start, and taken off. */
const fewLines = 50

/** What decides many at once: dry runs and replay on the command line, and the durable bulk of the API. */
export async function runBulk({ sizes, folder, tell }) {
  const own = mkdtempSync(join(folder, 'bulk-'))
  const dryRuns = {}
  for (const name of Object.keys(policies)) {
    dryRuns[name] = await dryRun({ name, sizes, folder: own })
    tell(
      `  ${name}: ${Math.round(dryRuns[name].perSecond.median)} decisions/s by \`decide\` on a file of ${sizes.bulkLines}`,
    )
  }
  return { lines: sizes.bulkLines, dryRuns, ...(await stored({ sizes, folder: own, tell })) }
}

async function dryRun({ name, sizes, folder }) {
  const { file, requests } = policies[name]
  const few = join(folder, `${name}-few.ndjson`)
  const many = join(folder, `${name}-many.ndjson`)
  const facts = requests(5000, 17).map((request) => `${JSON.stringify(request)}\n`)
  await writeLines(few, facts, fewLines)
  await writeLines(many, facts, sizes.bulkLines)
  const run = (path) =>
    decide([`rules/${file}/policy.yaml`, '--facts', path, '--at', new Date(hostingNow).toISOString()])
  const rates = []
  for (let round = 0; round < sizes.bulkRounds; round += 1) {
    const start = await run(few)
    const whole = await run(many)
    rates.push(((sizes.bulkLines - fewLines) / Math.max(whole - start, 1)) * 1000)
  }
  return { perSecond: spread(rates) }
}

function writeLines(path, facts, count) {
  const lines = function* () {
    for (let index = 0; index < count; index += 1) yield facts[index % facts.length]
  }
  return pipeline(Readable.from(lines()), createWriteStream(path))
}

/** Milliseconds that the command took; what it prints is thrown away. */
function decide(parameters) {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [commandLine, 'decide', ...parameters], {
      cwd: project,
      maxBuffer: Infinity,
    })
    child.stdout.resume()
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(performance.now() - started) : reject(new Error(`decide ended with ${code}`)),
    )
  })
}

async function stored({ sizes, folder, tell }) {
  const store = `sqlite:${join(folder, 'bulk.db')}`
  const service = await startService({ folder, store })
  const load = startLoad()
  try {
    const bulk = await durableBulk({ service, load, sizes, tell })
    if (bulk === null) await load.run('fill', { url: service.url, target, connections: 50, amount: sizes.bulkLines })
    return { durable: bulk, replay: await replay({ store, tell }) }
  } finally {
    load.stop()
    await service.stop()
  }
}

async function durableBulk({ service, load, sizes, tell }) {
  const probe = await fetch(`${service.url}/v1/decisions/bulk`, {
    method: 'POST',
    headers: { ...target.headers, 'content-type': 'application/x-ndjson' },
    body: '',
  })
  await probe.text()
  if (probe.status !== 200) {
    tell(`not there: POST /v1/decisions/bulk (it answers ${probe.status})`)
    return null
  }
  const rates = []
  for (let round = 0; round < sizes.bulkRounds; round += 1) {
    const { perSecond } = await load.run('bulk', { url: service.url, target, lines: sizes.bulkLines })
    rates.push(perSecond)
  }
  tell(`  ${Math.round(spread(rates).median)} decisions/s by POST /v1/decisions/bulk, stored durably`)
  return { perSecond: spread(rates) }
}

/** The command prints its own figures as JSON. */
async function replay({ store, tell }) {
  const help = execFileSync(process.execPath, [commandLine, '--help'], { encoding: 'utf8' })
  if (!/^\s+replay\b/m.test(help) || !existsSync(store.slice('sqlite:'.length))) {
    tell('not there: refund-policy replay')
    return null
  }
  const started = performance.now()
  const said = execFileSync(process.execPath, [commandLine, '--json', 'replay', '--store', store], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: Infinity,
  })
  const took = performance.now() - started
  const { replayed } = JSON.parse(said)
  tell(`  ${Math.round((replayed / took) * 1000)} decisions/s replayed, the start of the command included`)
  return { perSecond: spread([(replayed / took) * 1000]) }
}
