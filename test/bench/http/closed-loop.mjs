import { setTimeout as wait } from 'node:timers/promises'
import autocannon from 'autocannon'
import { requestSource } from './request-source.mjs'

/** What is answered while the connections are made is not counted. */
const rampMilliseconds = 150
/** It goes on until so many are answered, however long that takes (up to a minute): percentiles want some. */
const fewest = 200
const longest = 60_000

/**
 * So many connections, each asking again as soon as it is answered, for so many seconds. Resolves to requests answered
 * per second, and how long they took in milliseconds.
 */
export async function closedLoop({ url, target, account, connections, seconds }) {
  const next = requestSource(target, account)
  const { instance, latencies, failures } = ask({ url, target, connections, next })
  await wait(rampMilliseconds)
  const before = latencies.length
  const started = performance.now()
  let elapsed = 0
  while (elapsed < seconds * 1000 || (latencies.length - before < fewest && elapsed < longest)) {
    await wait(Math.max(20, seconds * 1000 - elapsed))
    elapsed = performance.now() - started
  }
  const counted = latencies.slice(before)
  instance.stop()
  const refused = await failures()
  return { perSecond: (counted.length / elapsed) * 1000, latencies: counted, all: latencies.length, refused }
}

/** Until it is stopped; `failures` waits for the end. */
function ask({ url, target, connections, next }) {
  const latencies = []
  let refused = 0
  const instance = autocannon({
    url,
    connections,
    duration: 3600,
    timeout: 60,
    requests: [
      {
        method: target.method,
        path: target.path,
        headers: target.headers,
        ...(target.wrap === null ? {} : { setupRequest: (request) => Object.assign(request, next()) }),
      },
    ],
  })
  instance.on('response', (_client, status, _bytes, milliseconds) => {
    if (status >= 200 && status < 300) latencies.push(milliseconds)
    else refused += 1
  })
  return { instance, latencies, failures: async () => (await instance).errors + refused }
}
