import { connections, type mongo } from 'mongoose'
import { openStorage } from '../../../src/storage/open/open-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'

/** One command as the driver's events tell of it; times are of this process, in milliseconds. */
export interface SeenCommand {
  readonly name: string
  readonly command: mongo.Document
  readonly begun: number
  ended: number
}

/** A store whose commands are seen. */
export interface WatchedStore {
  readonly storage: Storage
  /** What was sent since the last call, in its order. */
  take(): readonly SeenCommand[]
}

/** Opens the store of the URL; its driver tells of every command but those about the connection itself. */
export async function openWatchedStore(
  url: string,
  options: { readonly deadlineMs?: number } = {},
): Promise<WatchedStore> {
  const storage = await openStorage(`${url}${url.includes('?') ? '&' : '?'}monitorCommands=true`, options)
  const client = connections.at(-1)?.getClient()
  if (client === undefined) throw new Error('a store that is open has a connection')
  let seen: SeenCommand[] = []
  const byRequest = new Map<number, SeenCommand>()
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    if (commandName === 'endSessions') return
    const begun: SeenCommand = { name: commandName, command, begun: performance.now(), ended: Number.NaN }
    byRequest.set(requestId, begun)
    seen.push(begun)
  })
  const end = ({ requestId }: { readonly requestId: number }): void => {
    const ended = byRequest.get(requestId)
    if (ended !== undefined) ended.ended = performance.now()
    byRequest.delete(requestId)
  }
  client.on('commandSucceeded', end)
  client.on('commandFailed', end)
  return {
    storage,
    take: () => {
      const taken = seen
      seen = []
      return taken
    },
  }
}

/** How many commands at most followed one another, each begun when the one before it was answered. */
export function roundTripsInSeries(commands: readonly SeenCommand[]): number {
  const depths: number[] = []
  for (const [index, { begun }] of commands.entries()) {
    const before = commands.slice(0, index).map(({ ended }, earlier) => (ended <= begun ? (depths[earlier] ?? 0) : 0))
    depths.push(1 + Math.max(0, ...before))
  }
  return Math.max(0, ...depths)
}
