import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { shippedPolicy } from '../../soak/dist-domain.mjs'
import { requestSource } from '../http/request-source.mjs'
import { startService, serviceTarget as target } from '../http/servers.mjs'
import { spread } from '../statistics.mjs'

const sentence = 'This order meets none of the conditions for a refund.'

/**
 * Milliseconds from the start of the process to its first decision, on a new store and on one that is there; and from
 * sending a new policy text to the first decision under it.
 */
export async function runStarts({ sizes, folder, tell }) {
  const started = { newStore: [], knownStore: [], published: [] }
  for (let turn = 0; turn < sizes.starts; turn += 1) {
    const own = mkdtempSync(join(folder, 'start-'))
    for (const state of ['newStore', 'knownStore']) {
      const begun = performance.now()
      const service = await startService({ folder: own, store: `sqlite:${join(own, 'refunds.db')}` })
      await decide(service)
      started[state].push(performance.now() - begun)
      if (state === 'knownStore') started.published.push(await publish(service))
      await service.stop()
    }
  }
  const figures = Object.fromEntries(Object.entries(started).map(([name, values]) => [name, spread(values)]))
  const { newStore, knownStore, published } = figures
  tell(
    `  start to first decision: ${Math.round(newStore.median)} ms on a new store, ${Math.round(knownStore.median)} ms else`,
  )
  tell(`  publish to first decision under the new version: ${Math.round(published.median)} ms`)
  return figures
}

async function decide({ url }) {
  const response = await fetch(url + target.path, { method: target.method, ...requestSource(target)() })
  if (response.status !== 201) throw new Error(`the first decision was answered with ${response.status}`)
  return response.json()
}

/** The very first decision that is asked for after the answer must be under the new version. */
async function publish(service) {
  const text = (await shippedPolicy()).replace(sentence, 'We are sorry, but this order is not refunded.')
  const begun = performance.now()
  const response = await fetch(`${service.url}/v1/policies/smm-panel/versions?reason=bench`, {
    method: 'POST',
    headers: { ...target.headers, 'content-type': 'application/yaml', 'if-match': '"1"' },
    body: text,
  })
  if (response.status !== 201)
    throw new Error(`publishing was answered with ${response.status}: ${await response.text()}`)
  await response.text()
  const { policy } = await decide(service)
  const took = performance.now() - begun
  if (policy.version !== 2) throw new Error(`a decision after the publish is under version ${policy.version}`)
  return took
}
