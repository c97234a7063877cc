import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { answerClientError } from '../../src/http/answer-client-error.ts'
import { takeItsTime } from '../../src/http/request/unhurried.ts'

/** What comes of a body that is sent for longer than the server grants, as a status and a text. */
async function sentSlowly(mayTakeItsTime: boolean): Promise<readonly [number | undefined, string]> {
  const server = createServer({ requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 })
  server.on('clientError', answerClientError)
  server.on('request', (received, response) => {
    if (mayTakeItsTime) takeItsTime(received.socket)
    response.flushHeaders()
    received.pipe(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const sending = request({ port: (server.address() as AddressInfo).port, method: 'POST' })
  sending.on('error', () => undefined)
  sending.write('slow')
  const [response] = await once(sending, 'response')
  await wait(300)
  sending.end('ly')
  const body = await text(response).catch(() => 'cut off')
  server.close()
  return [response.statusCode, body]
}

it('a body that may take its time is not cut off by the time that a request has', async () => {
  expect(await sentSlowly(true)).toEqual([200, 'slowly'])
  expect((await sentSlowly(false))[1]).not.toBe('slowly')
})
