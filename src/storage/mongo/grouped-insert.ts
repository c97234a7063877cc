import type { Connection } from './connection.ts'
import { createGroups, type GroupRules } from './groups.ts'
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
  /** What is inserted before the documents of a group, by the same command; it is none of those that are told of. */
  readonly ahead?: (documents: readonly Document[]) => readonly object[]
  /** Hears how many documents were sent together. */
  readonly onGroup: (documents: number) => void
}

/** Makes a way to insert documents of one kind. */
export type InsertInto = <Document extends object>(insert: GroupedInsert<Document>) => Send<Document>

interface Waiting {
  readonly insert: GroupedInsert<never>
  readonly key: string
  readonly characters: number
  readonly document: object
  readonly tell: (sent: Sent) => void
  readonly fail: (error: unknown) => void
}

const largestGroup = 500
/** Four bytes each at most: a group stays below what servers take as one command. */
const mostCharacters = 3_000_000

/**
 * Sends the documents that come in together as one unordered insert into each collection, at most one of each key, and what
 * comes in meanwhile as the next ones. Each author hears of his own document, once it is there at majority. The inserts of
 * several collections go at the same time, since what members do for each round of writes costs more than the writes.
 */
export function createGroupedInserts(connection: Connection, after: GroupRules<unknown>['after']): InsertInto {
  const { add } = createGroups<Waiting>({
    keyOf: ({ insert, key }) => `${insert.into} ${key}`,
    charactersOf: ({ characters }) => characters,
    mostItems: largestGroup,
    mostCharacters,
    after,
    send: async (group) => {
      const kinds = new Set(group.map(({ insert }) => insert))
      const sending = [...kinds].map((kind) => {
        const own = group.filter(({ insert }) => insert === kind)
        kind.onGroup(own.length)
        return sendAndTell(connection, kind, own)
      })
      await Promise.all(sending)
    },
  })
  return (insert) => (document) =>
    new Promise((tell, fail) => {
      const [key, characters] = [insert.keyOf(document), insert.charactersOf(document)]
      add({ insert, key, characters, document, tell, fail })
    })
}

async function sendAndTell(
  connection: Connection,
  { into, ahead }: GroupedInsert<never>,
  group: readonly Waiting[],
): Promise<void> {
  try {
    const documents = group.map(({ document }) => document)
    const before = ahead?.(documents as unknown as readonly never[]) ?? []
    const { faults, wasResent } = await sendGroup(connection, into, [...before, ...documents])
    for (const [index] of before.entries()) {
      const fault = faults.get(index)
      if (fault !== undefined && !isTaken(fault)) throw storeFault(fault)
    }
    for (const [index, { tell, fail }] of group.entries()) {
      const fault = faults.get(before.length + index)
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
