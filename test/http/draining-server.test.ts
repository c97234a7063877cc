import { Agent, get, type RequestListener, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type DrainingServer, listen } from '../../src/http/draining-server.ts'

const servers: DrainingServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.drain(100)))
})

async function start(handler: RequestListener): Promise<DrainingServer> {
  const server = await listen(handler, { host: '127.0.0.1', port: 0, keepAliveMs: 65_000 })
  servers.push(server)
  return server
}

/** A handler that holds every answer back until it is told to give it. */
function holdingHandler(): {
  readonly handler: RequestListener
  readonly held: (count: number) => Promise<ServerResponse[]>
} {
  const responses: ServerResponse[] = []
  let wake = (): void => undefined
  return {
    handler: (_request, response) => {
      responses.push(response)
      wake()
    },
    held: async (count) => {
      while (responses.length < count) await new Promise<void>((resolve) => (wake = resolve))
      return responses
    },
  }
}

function ask(
  url: string,
  agent = new Agent(),
): Promise<{ readonly body: string; readonly connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      text(response).then((body) => resolve({ body, connection: response.headers.connection }), reject)
    }).on('error', reject)
  })
}

describe('listen', () => {
  it('tells a client of this machine where it can be reached', async () => {
    const server = await listen(() => undefined, { host: '0.0.0.0', port: 0, keepAliveMs: 65_000 })
    servers.push(server)
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('keeps a connection that rests as long as it may, and tells the client so', async () => {
    const server = await listen((_, response) => response.end('kept'), {
      host: '127.0.0.1',
      port: 0,
      keepAliveMs: 1000,
    })
    servers.push(server)
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').setEncoding('utf8')
    socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    // It ends by itself when the server closes the connection.
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Keep-Alive: timeout=1\r\n/su)
  })

  it('says that another program has the port', async () => {
    const { url } = await start(() => undefined)
    const port = Number(new URL(url).port)
    await expect(listen(() => undefined, { host: '127.0.0.1', port, keepAliveMs: 65_000 })).rejects.toMatchObject({
      code: 'invalid_configuration',
      detail: expect.stringContaining('another program has the port') as unknown,
    })
  })
})

describe('drain', () => {
  it('answers what was accepted before, then refuses connections', async () => {
    const { handler, held } = holdingHandler()
    const server = await start(handler)
    const answers = [ask(server.url), ask(server.url)]
    const responses = await held(2)
    const drained = server.drain(5000)
    for (const response of responses) response.end('answered')
    expect(await Promise.all(answers)).toEqual([
      { body: 'answered', connection: 'close' },
      { body: 'answered', connection: 'close' },
    ])
    expect(await drained).toBe('drained')
    await expect(ask(server.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('answers a request that arrives on an open connection just after', async () => {
    const server = await start((_request, response) => response.end('answered'))
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    await ask(server.url, agent)
    const drained = server.drain(5000)
    expect(await ask(server.url, agent)).toEqual({ body: 'answered', connection: 'close' })
    expect(await drained).toBe('drained')
  })

  it('does not wait for connections that ask nothing', async () => {
    const server = await start((_request, response) => response.end())
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
    await new Promise((resolve) => silent.once('connect', resolve))
    expect(await server.drain(60_000)).toBe('drained')
    silent.destroy()
  })

  it('ends a connection whose answer had begun', async () => {
    const { handler, held } = holdingHandler()
    const server = await start(handler)
    const answer = ask(server.url, new Agent({ keepAlive: true }))
    const [response] = await held(1)
    response?.write('begun, ')
    const drained = server.drain(60_000)
    await new Promise((resolve) => setTimeout(resolve, 300))
    response?.end('ended')
    expect((await answer).body).toBe('begun, ended')
    expect(await drained).toBe('drained')
  })

  it('cuts off what takes longer than it may', async () => {
    const { handler, held } = holdingHandler()
    const server = await start(handler)
    const answer = ask(server.url).catch((error: NodeJS.ErrnoException) => error.code)
    await held(1)
    expect(await server.drain(100)).toBe('cut_off')
    expect(await answer).toBe('ECONNRESET')
  })
})
