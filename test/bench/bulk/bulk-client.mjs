import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { panelRequests } from '../requests/panel-requests.mjs'

/**
 * Sends so many lines to `POST /v1/decisions/bulk`, reading the answers while it sends. Resolves to lines answered per
 * second; a line that was not decided counts as refused.
 */
export async function bulk({ url, target, lines }) {
  const prefix = `${process.pid.toString(36)}-${Date.now().toString(36)}`
  const started = performance.now()
  const headers = { ...target.headers, 'content-type': 'application/x-ndjson' }
  const asked = request(`${url}/v1/decisions/bulk`, { method: 'POST', headers })
  const answered = new Promise((resolve, reject) => asked.once('response', resolve).once('error', reject))
  const sent = pipeline(Readable.from(bodies(lines, prefix)), asked)
  const response = await answered
  let decided = 0
  let refused = 0
  for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
    if (/"status":20[01]\b/.test(line)) decided += 1
    else refused += 1
  }
  await sent
  return {
    perSecond: (decided / (performance.now() - started)) * 1000,
    latencies: [0],
    refused: lines - decided + refused,
  }
}

const linesInOnePiece = 64

function* bodies(lines, prefix) {
  const facts = panelRequests(2000, 13)
  let piece = ''
  for (let index = 0; index < lines; index += 1) {
    const given = facts[index % facts.length]
    const order = { ...given.order, id: `b-${prefix}-${index}` }
    const account = { ...given.account, id: `ba-${prefix}-${index}` }
    piece += `${JSON.stringify({ idempotency_key: order.id, facts: { ...given, order, account } })}\n`
    if (index % linesInOnePiece === linesInOnePiece - 1 || index === lines - 1) {
      yield piece
      piece = ''
    }
  }
}
