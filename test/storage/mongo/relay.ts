import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createConnection } from 'mongoose'

/** A way to a server that can be cut and mended. */
export interface Relay {
  /** The URL by way of the relay. */
  through(url: string): string
  start(): Promise<void>
  stop(): Promise<void>
  /** Lets the next command of this name reach the server and cuts the connection before its answer comes back. */
  loseNextAnswerTo(command: string): void
  /** Each answer comes so much later. Milliseconds. */
  delayAnswers(milliseconds: number): void
}

/** A relay in front of the server that the URI names; of a replica set, of the member that is primary now. */
export async function startRelay(uri: string): Promise<Relay> {
  const [host = '127.0.0.1', port = '27017'] = (await primaryOf(uri)).split(':')
  const sockets = new Set<Socket>()
  let server: Server | null = null
  let relayPort = 0
  let losing: string | null = null
  let delay = 0

  const start = async (): Promise<void> => {
    server = createServer((client) => {
      const upstream = connect(Number(port), host)
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      }
      let lost = false
      client.on('data', (bytes) => {
        if (losing !== null && bytes.includes(`${losing}\0`)) {
          losing = null
          lost = true
        }
        upstream.write(bytes)
      })
      upstream.on('data', (bytes) => {
        if (lost) client.destroy()
        else if (delay === 0) client.write(bytes)
        else setTimeout(() => client.write(bytes), delay)
      })
    })
    server.listen(relayPort, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address === 'object' && address !== null) relayPort = address.port
  }
  await start()

  return {
    through: (url) => {
      const options = new URLSearchParams(url.split('?')[1] ?? '')
      options.delete('replicaSet')
      options.set('directConnection', 'true')
      return `${url.split('?')[0]?.replace(hostsOf(url), `127.0.0.1:${relayPort}`)}?${options.toString()}`
    },
    start,
    loseNextAnswerTo: (command) => {
      losing = command
    },
    delayAnswers: (milliseconds) => {
      delay = milliseconds
    },
    stop: async () => {
      if (server === null) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
      server = null
    },
  }
}

async function primaryOf(uri: string): Promise<string> {
  const connection = await createConnection(uri).asPromise()
  const hello = await connection.db?.admin().command({ hello: 1 })
  await connection.close()
  return String(hello?.['primary'] ?? hostsOf(uri))
}

function hostsOf(uri: string): string {
  return /^[^:]+:\/\/(?:[^/@]*@)?([^/?]+)/.exec(uri)?.[1] ?? ''
}
