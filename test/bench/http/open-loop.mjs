import { Agent, request } from 'node:http'
import { requestSource } from './request-source.mjs'

/**
 * Asks at a rate that does not wait for answers, over at most so many connections. How long an answer took is counted
 * from when its request was due, so a server that stalls pays for all that it kept waiting (no coordinated omission).
 */
export async function openLoop({ url, target, account, connections, seconds, rate }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const next = requestSource(target, account)
  const latencies = []
  let refused = 0
  const waiting = new Set()
  const total = Math.round(rate * seconds)
  const started = performance.now()
  const dueAt = (index) => started + (index / rate) * 1000
  const ask = async (due) => {
    const status = await statusOf({ url, target, agent, ...next() })
    if (status >= 200 && status < 300) latencies.push(performance.now() - due)
    else refused += 1
  }
  for (let index = 0; index < total; ) {
    while (index < total && dueAt(index) <= performance.now()) {
      const asked = ask(dueAt(index))
      waiting.add(asked)
      void asked.then(() => waiting.delete(asked))
      index += 1
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 1)
    })
  }
  await Promise.all(waiting)
  agent.destroy()
  return { perSecond: (latencies.length / (performance.now() - started)) * 1000, latencies, refused }
}

/** How long a connection of its own waits for its first answer, so many times, one every so many milliseconds. */
export async function newConnections({ url, target, count, every }) {
  const next = requestSource(target)
  const latencies = []
  for (let index = 0; index < count; index += 1) {
    const started = performance.now()
    const status = await statusOf({ url, target, agent: false, ...next() })
    const took = performance.now() - started
    if (status < 200 || status >= 300) throw new Error(`a new connection was answered with ${status}`)
    latencies.push(took)
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, every - took))
    })
  }
  return { latencies, refused: 0 }
}

/** The status once the whole answer is there; 0 where the connection failed. */
function statusOf({ url, target, agent, headers, body }) {
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { method: target.method, agent, headers: { ...headers, ...length } }
    const asked = request(url + target.path, options, (response) => {
      response.on('end', () => resolve(response.statusCode))
      response.on('error', () => resolve(0))
      response.resume()
    })
    asked.on('error', () => resolve(0))
    asked.end(body)
  })
}
