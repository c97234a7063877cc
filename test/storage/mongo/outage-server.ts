import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection } from 'mongoose'
import { projectFolder } from '../../service/service-process.ts'
import { type MongoServer, serverAt } from './mongo-server.ts'
import { startRelay } from './relay.ts'

/** A server that a test may take away and bring back. */
export interface OutageServer {
  /** Comes back by itself, perhaps before anyone was refused. */
  readonly isBrief: boolean
  /** The URL of a database that nobody used before. */
  newDatabase(): string
  takeAway(): Promise<void>
  bringBack(): Promise<void>
  close(): Promise<void>
}

/**
 * The outages that can be made with the server at hand: the local ones have a second server or set that is killed
 * and started; another replica set of several members steps down; of any other the connections are cut.
 */
export async function outageServer(server: MongoServer): Promise<OutageServer> {
  for (const script of localScripts) {
    const control = controlBy(script)
    if (process.platform === 'linux' && server.uri === (await control('uri', 'main'))) return localServer(control)
  }
  return (await membersOf(server)) > 1 ? replicaSet(server) : cutConnections(server)
}

/** One for each kind of server that `npm run mongo:local` prepares. */
const localScripts = ['replica-set.sh', 'ferretdb.sh'] as const

type Control = (command: string, name: 'main' | 'outage') => Promise<string>

const run = promisify(execFile)

function controlBy(script: string): Control {
  return async (command, name) => {
    const { stdout } = await run('bash', [join(projectFolder, 'test/mongo-local', script), command, name])
    return stdout.trim()
  }
}

async function localServer(control: Control): Promise<OutageServer> {
  await control('start', 'outage')
  const uri = await control('uri', 'outage')
  const server = serverAt(uri, async () => void (await control('remove', 'outage')))
  return {
    isBrief: false,
    newDatabase: () => server.newDatabase(),
    takeAway: async () => void (await control('kill', 'outage')),
    bringBack: async () => void (await control('start', 'outage')),
    close: () => server.close(),
  }
}

async function membersOf({ uri }: MongoServer): Promise<number> {
  const connection = await createConnection(uri).asPromise()
  const hello = await connection.db?.admin().command({ hello: 1 })
  await connection.close()
  return Array.isArray(hello?.['hosts']) ? hello['hosts'].length : 1
}

function replicaSet(server: MongoServer): OutageServer {
  return {
    isBrief: true,
    newDatabase: () => server.newDatabase(),
    takeAway: async () => {
      const connection = await createConnection(server.uri).asPromise()
      await connection.db?.admin().command({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5 })
      await connection.close()
    },
    bringBack: async () => {},
    close: async () => {},
  }
}

async function cutConnections(server: MongoServer): Promise<OutageServer> {
  const relay = await startRelay(server.uri)
  return {
    isBrief: false,
    newDatabase: () => relay.through(server.newDatabase()),
    takeAway: () => relay.stop(),
    bringBack: () => relay.start(),
    close: () => relay.stop(),
  }
}
