import type { Connection } from './connection.ts'
import type { EntryDocument } from './entry-document.ts'
import { isPassing, isTaken, storeFault, wasNeverSent } from './store-fault.ts'
import { insertUnordered, type WriteFaults } from './write-unordered.ts'

/** What came of one entry of a group. */
export interface Sent {
  /** False: its `_id` is taken, by itself or by a rival. */
  readonly isWritten: boolean
  /** Whether it was sent twice, so that what stands there may be of the first time. */
  readonly wasResent: boolean
}

/** Writes one entry at majority; thrown is what hinders this very entry, or what befell all that were sent with it. */
export type SendEntry = (document: EntryDocument) => Promise<Sent>

interface Waiting {
  readonly document: EntryDocument
  readonly tell: (sent: Sent) => void
  readonly fail: (error: unknown) => void
}

/** With more at once the groups get smaller, and the server does more work for each entry. */
const groupsOnTheirWay = 2
const largestGroup = 500
/** Four bytes each at most: a group stays below what servers take as one command. */
const mostCharacters = 3_000_000

/**
 * Sends the entries that come in together as one unordered insert, at most one of each account, and what
 * comes in meanwhile as the next one. Each author hears of his own entry, once it is there at majority.
 */
export function createSendEntry(connection: Connection, onGroup: (entries: number) => void): SendEntry {
  let queue: readonly Waiting[] = []
  let onTheirWay = 0
  let isPlanned = false

  const plan = (): void => {
    if (isPlanned || queue.length === 0 || onTheirWay >= groupsOnTheirWay) return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      const { group, rest } = nextGroup(queue)
      queue = rest
      onTheirWay += 1
      onGroup(group.length)
      void sendAndTell(connection, group).finally(() => {
        onTheirWay -= 1
        plan()
      })
      plan()
    })
  }
  return (document) =>
    new Promise((tell, fail) => {
      queue = [...queue, { document, tell, fail }]
      plan()
    })
}

/** In the order they came; of an account's entries the later ones wait. */
function nextGroup(queue: readonly Waiting[]): {
  readonly group: readonly Waiting[]
  readonly rest: readonly Waiting[]
} {
  const accounts = new Set<string>()
  const group: Waiting[] = []
  const rest: Waiting[] = []
  let characters = 0
  for (const waiting of queue) {
    const { account, body, confidential } = waiting.document
    const size = body.length + (confidential ?? '').length
    const hasRoom = group.length === 0 || (group.length < largestGroup && characters + size <= mostCharacters)
    if (hasRoom && !accounts.has(account)) {
      accounts.add(account)
      characters += size
      group.push(waiting)
    } else rest.push(waiting)
  }
  return { group, rest }
}

async function sendAndTell(connection: Connection, group: readonly Waiting[]): Promise<void> {
  try {
    const { faults, wasResent } = await sendGroup(
      connection,
      group.map(({ document }) => document),
    )
    for (const [index, { tell, fail }] of group.entries()) {
      const fault = faults.get(index)
      if (fault === undefined || isTaken(fault)) tell({ isWritten: fault === undefined, wasResent })
      else fail(storeFault(fault))
    }
  } catch (error) {
    for (const { fail } of group) fail(error)
  }
}

/** Where the answer is lost the whole group is sent once more: what was written then finds its place taken by itself. */
async function sendGroup(
  connection: Connection,
  documents: readonly EntryDocument[],
): Promise<{ readonly faults: WriteFaults; readonly wasResent: boolean }> {
  const insert = connection.collections.entry.collection.collectionName
  return connection.inOrder(async (session) => {
    const send = (): Promise<WriteFaults> => insertUnordered(connection, { insert, documents }, session)
    try {
      return { faults: await send(), wasResent: false }
    } catch (error) {
      if (!isPassing(error) || wasNeverSent(error)) throw error
      return { faults: await send(), wasResent: true }
    }
  })
}
