import { once } from 'node:events'
import { createServer, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
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

/** All that comes back for what is sent at once, from a server that answers a little later and cannot wait for long. */
async function answersTo(sent: string): Promise<string> {
  const server = createServer({ requestTimeout: 500, headersTimeout: 500, connectionsCheckingInterval: 20 })
  const unanswered = new Set<ServerResponse>()
  server.on('clientError', (error, socket) => answerClientError(error, socket as Socket, unanswered))
  server.on('request', (received, response) => {
    unanswered.add(response)
    response.on('close', () => unanswered.delete(response))
    received.resume().on('end', () => setTimeout(() => response.end('right'), 50))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(sent))
  const answers = await text(socket)
  server.close()
  return answers
}

const get = 'GET / HTTP/1.1\r\nHost: x\r\n'

it.each([
  ['a head that is too large', `${get}A: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ['a head that does not end', get, 408, 'request_timeout'],
  ['a body that does not end', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nslow', 408, 'request_timeout'],
  ['no HTTP', 'hello\r\n\r\n', 400, 'invalid_request'],
])('%s is answered with a problem of its own status', async (_, sent, status, code) => {
  const [head = '', body = ''] = (await answersTo(sent)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'))
  expect(JSON.parse(body)).toMatchObject({ status, code })
})

it('what is wrong behind a request that is right is answered behind the answer to it', async () => {
  const answers = await answersTo(`${get}\r\nhello\r\n\r\n`)
  expect(answers.match(/HTTP\/1\.1 \d+/gu)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  expect(answers).toMatch(/right[^]*invalid_request/u)
})
