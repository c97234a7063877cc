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

type Control = (command: string, name: 'main' | 'outage', ...member: readonly string[]) => Promise<string>

/** A replica set of this machine whose members a test may hurt, each by its host and port. */
export interface LocalSet {
  newDatabase(): string
  /** The member that is primary; null while there is none. */
  primary(): Promise<string | null>
  readonly members: readonly string[]
  /** Whether a member can be cut off from the others here. */
  readonly canCut: boolean
  hurt(how: 'kill' | 'pause' | 'cut', member: string): Promise<void>
  heal(how: 'resume' | 'mend' | 'start-member', member: string): Promise<void>
  close(): Promise<void>
}

/** The set that tests may hurt, where the server is the local replica set; null for any other server. */
export async function localSet(server: MongoServer): Promise<LocalSet | null> {
  const script = 'replica-set.sh'
  if (process.platform !== 'linux' || server.uri !== (await controlBy(script)('uri', 'main'))) return null
  const control = controlBy(script)
  const outage = await localServer(control)
  const uri = await control('uri', 'outage')
  const members = uri.replace(/^mongodb:[/][/]|[/].*$/gu, '').split(',')
  return {
    members,
    canCut: await control('can-cut', 'outage').then(
      () => true,
      () => false,
    ),
    newDatabase: () => outage.newDatabase(),
    primary: async () => {
      const found = await Promise.all(members.map(async (member) => ((await isPrimary(member)) ? [member] : [])))
      return found.flat()[0] ?? null
    },
    hurt: async (how, member) => void (await control(how, 'outage', member)),
    heal: async (how, member) => void (await control(how, 'outage', member)),
    close: () => outage.close(),
  }
}

/** Whether the member says so, at once. */
async function isPrimary(member: string): Promise<boolean> {
  const wait = 300
  const options = {
    directConnection: true,
    serverSelectionTimeoutMS: wait,
    connectTimeoutMS: wait,
    socketTimeoutMS: wait,
  }
  const connection = createConnection()
  try {
    await connection.openUri(`mongodb://${member}/`, options)
    const hello = await connection.db?.admin().command({ hello: 1 })
    return hello?.['isWritablePrimary'] === true
  } catch (error) {
    if (error instanceof Error && /ServerSelection|Network/u.test(error.name)) return false
    throw error
  } finally {
    await connection.close()
  }
}

const run = promisify(execFile)

function controlBy(script: string): Control {
  return async (command, name, ...member) => {
    const { stdout } = await run('bash', [join(projectFolder, 'test/mongo-local', script), command, name, ...member])
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
