import type { Connection } from './connection.ts'
import { isPassing, isTaken, storeFault, wasNeverSent } from './store-fault.ts'
import { insertUnordered, type WriteFaults } from './write-unordered.ts'

/** What came of one document of a group. */
export interface Sent {
  /** False: its `_id` is taken, by itself or by a rival. */
  readonly isWritten: boolean
  /** Whether it was sent twice, so that what stands there may be of the first time. */
  readonly wasResent: boolean
}

/** Writes one document at majority; thrown is what hinders this very document, or what befell all that were sent with it. */
export type Send<Document> = (document: Document) => Promise<Sent>

/** What is inserted in groups, and how they are made up. */
export interface GroupedInsert<Document> {
  /** The name of the collection. */
  readonly into: string
  /** Of one key no two documents are in a group. */
  readonly keyOf: (document: Document) => string
  readonly charactersOf: (document: Document) => number
  /** Hears how many documents were sent together. */
  readonly onGroup: (documents: number) => void
}

interface Waiting<Document> {
  readonly document: Document
  readonly tell: (sent: Sent) => void
  readonly fail: (error: unknown) => void
}

/** With more at once the groups get smaller, and the server does more work for each entry. */
const groupsOnTheirWay = 2
const largestGroup = 500
/** Four bytes each at most: a group stays below what servers take as one command. */
const mostCharacters = 3_000_000

/**
 * Sends the documents that come in together as one unordered insert, at most one of each key, and what
 * comes in meanwhile as the next one. Each author hears of his own document, once it is there at majority.
 */
export function createGroupedInsert<Document extends object>(
  connection: Connection,
  insert: GroupedInsert<Document>,
): Send<Document> {
  let queue: readonly Waiting<Document>[] = []
  let onTheirWay = 0
  let isPlanned = false

  const plan = (): void => {
    if (isPlanned || queue.length === 0 || onTheirWay >= groupsOnTheirWay) return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      const { group, rest } = nextGroup(insert, queue)
      queue = rest
      onTheirWay += 1
      insert.onGroup(group.length)
      void sendAndTell(connection, insert.into, group).finally(() => {
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

/** In the order they came; of those with one key the later ones wait. */
function nextGroup<Document>(
  { keyOf, charactersOf }: GroupedInsert<Document>,
  queue: readonly Waiting<Document>[],
): { readonly group: readonly Waiting<Document>[]; readonly rest: readonly Waiting<Document>[] } {
  const keys = new Set<string>()
  const group: Waiting<Document>[] = []
  const rest: Waiting<Document>[] = []
  let characters = 0
  for (const waiting of queue) {
    const key = keyOf(waiting.document)
    const size = charactersOf(waiting.document)
    const hasRoom = group.length === 0 || (group.length < largestGroup && characters + size <= mostCharacters)
    if (hasRoom && !keys.has(key)) {
      keys.add(key)
      characters += size
      group.push(waiting)
    } else rest.push(waiting)
  }
  return { group, rest }
}

async function sendAndTell(connection: Connection, into: string, group: readonly Waiting<object>[]): Promise<void> {
  try {
    const documents = group.map(({ document }) => document)
    const { faults, wasResent } = await sendGroup(connection, into, documents)
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
  insert: string,
  documents: readonly object[],
): Promise<{ readonly faults: WriteFaults; readonly wasResent: boolean }> {
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
