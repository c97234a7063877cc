import { mkdtempSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { replay } from '../bulk/replay.mjs'
import { startLoad } from '../http/load.mjs'
import { memoryOf } from '../http/server-process.mjs'
import { startService, serviceTarget as target } from '../http/servers.mjs'
import { pairedRatio, spread } from '../statistics.mjs'
import { searches } from './searches.mjs'

const connections = 50
/** The memory is looked at so many times while the store grows. */
const looks = 20

/**
 * A service that decides in bulk until its store holds so many decisions: what it takes on disk, the memory of the process, how
 * long the looks of the console take, and what a decision then costs beside one in a store with few, both services asked in turns.
 */
export async function grownStore({ sizes, folder, tell }) {
  const load = startLoad()
  const stores = { grown: mkdtempSync(join(folder, 'grown-')), fresh: mkdtempSync(join(folder, 'fresh-')) }
  const start = (name) => startService({ folder: stores[name], store: `sqlite:${join(stores[name], 'refunds.db')}` })
  try {
    const growing = await start('grown')
    const memory = await grow({ service: growing, load, count: sizes.grownTo, tell })
    await growing.stop()
    const bytes = statSync(join(stores.grown, 'refunds.db')).size / sizes.grownTo
    tell(`  ${Math.round(bytes)} bytes on disk a decision, with ${sizes.grownTo} stored`)
    const replayed = replay({ store: `sqlite:${join(stores.grown, 'refunds.db')}`, stored: sizes.grownTo, tell })
    const services = { grown: await start('grown'), fresh: await start('fresh') }
    const looked = await searches({ service: services.grown, tell })
    const perSecond = await inTurns({ services, load, sizes })
    for (const service of Object.values(services)) await service.stop()
    const cost = pairedRatio(perSecond.fresh, perSecond.grown)
    tell(`  a decision with ${sizes.grownTo} stored takes ${cost.median.toFixed(2)} x the time of one with few`)
    return {
      stored: sizes.grownTo,
      bytes,
      memory,
      replay: replayed,
      searches: looked,
      cost,
      perSecond: { grown: spread(perSecond.grown), fresh: spread(perSecond.fresh) },
    }
  } finally {
    load.stop()
  }
}

async function grow({ service, load, count, tell }) {
  const memory = []
  for (let look = 1; look <= looks; look += 1) {
    const amount = Math.round((count * look) / looks) - Math.round((count * (look - 1)) / looks)
    await load.run('bulk', { url: service.url, target, lines: amount })
    memory.push({ stored: Math.round((count * look) / looks), bytes: memoryOf(service.pid) })
  }
  const mebibytes = memory.map(({ bytes }) => (bytes === null ? '?' : Math.round(bytes / 1024 ** 2)))
  tell(`  memory while ${count} decisions were stored, in MiB: ${mebibytes.join(' ')}`)
  return memory
}

async function inTurns({ services, load, sizes }) {
  const names = Object.keys(services)
  const measure = (name, seconds) => load.run('closedLoop', { url: services[name].url, target, connections, seconds })
  for (const name of names) await measure(name, sizes.warmSeconds)
  const rates = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < sizes.rounds; round += 1) {
    const turns = round % 2 === 0 ? names : names.toReversed()
    for (const name of turns) rates[name][round] = (await measure(name, sizes.closedSeconds)).perSecond
  }
  return rates
}
