import { createServer, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from '../problems/problem.ts'
import { answerClientError, answerConnect, answerExpectation, withHost } from './answer-client-error.ts'

/** A listening server that can be stopped without leaving a request unanswered. */
export interface DrainingServer {
  /** What a client on this machine can reach it under. */
  readonly url: string
  /**
   * Accepts no further connection and resolves to `drained` when every request that was accepted is
   * answered, or to `cut_off` when the time (milliseconds) was up first and the rest was cut off.
   */
  drain(timeout: number): Promise<'drained' | 'cut_off'>
}

/** Where to listen, and for how long connections stay open. */
export interface Address {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Milliseconds after an answer. */
  readonly keepAliveMs: number
}

/** For so long a request may still arrive on a connection that was open and idle when the drain began. */
const idleGraceMilliseconds = 200
const headGraceMilliseconds = 5000

/** What a server may be made with. */
export interface ListenOptions {
  /** Which classes messages are of; Node's own unless given. */
  readonly classes?: ServerOptions
  /** Hears of every new connection. */
  readonly onConnection?: () => void
}

/** Listens; an address that cannot be had is a Problem invalid_configuration. */
export async function listen(
  handler: RequestListener,
  address: Address,
  { classes = {}, onConnection = () => {} }: ListenOptions = {},
): Promise<DrainingServer> {
  const keepAliveTimeout = address.keepAliveMs
  // The head of the next request may begin just before that is over.
  const headersTimeout = keepAliveTimeout + headGraceMilliseconds
  const server = createServer({ ...classes, requireHostHeader: false, keepAliveTimeout, headersTimeout })
  const connections = new Map<Socket, ServerResponse[]>()
  let draining = false
  server.on('connection', (socket) => {
    onConnection()
    connections.set(socket, [])
    socket.once('close', () => connections.delete(socket))
  })
  // Before the handler, so that even an answer given at once says that the connection ends.
  server.on('request', (request, response) => {
    const unanswered = connections.get(request.socket) ?? []
    unanswered.push(response)
    response.on('close', () => unanswered.splice(unanswered.indexOf(response), 1))
    if (draining) response.setHeader('Connection', 'close')
  })
  server.on('request', withHost(handler))
  server.on('checkExpectation', answerExpectation)
  server.on('connect', answerConnect)
  server.on('clientError', (error, socket) =>
    answerClientError(error, socket as Socket, connections.get(socket as Socket)),
  )
  await startListening(server, address)
  return {
    url: urlOf(address.host, (server.address() as AddressInfo).port),
    drain: async (timeout) => {
      draining = true
      return drain(server, connections, timeout)
    },
  }
}

async function drain(
  server: Server,
  connections: ReadonlyMap<Socket, readonly ServerResponse[]>,
  timeout: number,
): Promise<'drained' | 'cut_off'> {
  for (const unanswered of connections.values()) {
    for (const response of unanswered) if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  // The HTTP server's own close would cut idle connections at once, and with them a request on its way.
  const closed = new Promise<'drained'>((resolve) => NetServer.prototype.close.call(server, () => resolve('drained')))
  const stop = new AbortController()
  const endIdle = wait(idleGraceMilliseconds, undefined, stop).then(() => endIdleConnections(connections))
  const cutOff = wait(timeout, 'cut_off' as const, stop)
  const [outcome] = await Promise.all([Promise.race([closed, cutOff]), Promise.race([endIdle, closed])])
  stop.abort()
  await Promise.allSettled([endIdle, cutOff])
  server.closeAllConnections()
  for (const socket of connections.keys()) socket.destroy()
  return outcome
}

function endIdleConnections(connections: ReadonlyMap<Socket, readonly ServerResponse[]>): void {
  for (const [socket, unanswered] of connections) {
    if (unanswered.length === 0) socket.destroySoon()
    // An answer that began before the drain may keep its connection open afterwards.
    for (const response of unanswered) response.once('close', () => socket.destroySoon())
  }
}

async function startListening(server: Server, { host, port }: Address): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      'invalid_configuration',
      `${host}:${port} cannot be listened on: ${reasons[code ?? ''] ?? code}`,
      {
        cause: error,
      },
    )
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has the port; choose another with --port or PORT',
  EACCES: 'this user may not have the port; choose one above 1023 with --port or PORT',
  EADDRNOTAVAIL: 'this machine does not have the address; choose another with --host or HOST',
  ENOTFOUND: 'there is no such host; choose another with --host or HOST',
}

function urlOf(host: string, port: number): string {
  const everyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const reachable = everyAddress[host] ?? host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
