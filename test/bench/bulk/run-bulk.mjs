import { execFile } from 'node:child_process'
import { createWriteStream, mkdtempSync } from 'node:fs'
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

/** What decides many at once: dry runs on the command line, and the durable bulk of the API. */
export async function runBulk({ sizes, folder, tell }) {
  const own = mkdtempSync(join(folder, 'bulk-'))
  const dryRuns = {}
  for (const name of Object.keys(policies)) {
    dryRuns[name] = await dryRun({ name, sizes, folder: own })
    tell(
      `  ${name}: ${Math.round(dryRuns[name].perSecond.median)} decisions/s by \`decide\` on a file of ${sizes.bulkLines}`,
    )
  }
  return { lines: sizes.bulkLines, dryRuns, durable: await durable({ sizes, folder: own, tell }) }
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

async function durable({ sizes, folder, tell }) {
  const service = await startService({ folder, store: `sqlite:${join(folder, 'bulk.db')}` })
  const load = startLoad()
  try {
    const missing = await missingBulk(service)
    if (missing !== null) {
      tell(`not there: ${missing}`)
      return null
    }
    const rates = []
    for (let round = 0; round < sizes.bulkRounds; round += 1) {
      rates.push((await load.run('bulk', { url: service.url, target, lines: sizes.durableLines })).perSecond)
    }
    tell(`  ${Math.round(spread(rates).median)} decisions/s by POST /v1/decisions/bulk, stored durably`)
    return { perSecond: spread(rates) }
  } finally {
    load.stop()
    await service.stop()
  }
}

/** A body without a line may be refused, but not as an operation that there is none of. */
async function missingBulk({ url }) {
  const headers = { ...target.headers, 'content-type': 'application/x-ndjson' }
  const { status } = await fetch(`${url}/v1/decisions/bulk`, { method: 'POST', headers, body: '' })
  return status === 404 || status === 405 ? `POST /v1/decisions/bulk (${status})` : null
}
