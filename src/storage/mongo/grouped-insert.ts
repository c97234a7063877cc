import { type ArrivalDocument, arrivalsOf } from './arrivals.ts'
import type { Connection } from './connection.ts'
import type { EntryDocument } from './entry-document.ts'
import { createGroups } from './groups.ts'
import type { OrderBindingDocument } from './order-binding-document.ts'
import { isPassing, isTaken, storeFault, wasNeverSent } from './store-fault.ts'
import { insertUnordered, insertUntilFault } from './write-many.ts'

/** Documents of the collection `entry`, each of which is written only where all before it are. */
export interface Chain {
  /** Of one account no two are in a group; null goes with everything. */
  readonly account: string | null
  readonly documents: readonly (OrderBindingDocument | EntryDocument)[]
}

/** What came of a chain. */
export interface Sent {
  /** How many are written, from the first on. Where these are not all, the `_id` of the next one is taken, by itself or by a rival. */
  readonly written: number
  /** Whether anything was sent twice, so that what stands there may be of the first time. */
  readonly wasResent: boolean
}

/** Writes a chain at majority; thrown is what hinders its own documents, or what befell all that were sent with it. */
export type Send = (chain: Chain) => Promise<Sent>

interface InsertDeps {
  readonly connection: Connection
  /** An insert into a sharded collection is divided, so that no document waits for another. */
  readonly isSharded: boolean
  /** Hears how many entries were sent together. */
  readonly onGroup: (entries: number) => void
}

/** A chain, as far as it is not written. */
interface Waiting extends Chain {
  /** So many are written, and the next one is taken or was not tried. */
  readonly tell: (sent: Sent & { readonly isTaken: boolean }) => void
  readonly fail: (error: unknown) => void
}

const largestGroup = 500
/** Four bytes each at most: a group stays below what servers take as one command. */
const mostCharacters = 3_000_000

/**
 * Sends what comes in together as one insert, at most one chain of each account, and what comes in meanwhile as the next one.
 * Each author hears of his own, once it is there at majority. The insert ends at the first fault, so that nothing is written
 * whose predecessor is not, and members keep its order; what stands behind the fault goes on in another.
 */
export function createGroupedInserts(deps: InsertDeps): Send {
  const add = createGroups<Waiting>({
    keyOf: ({ account }) => account,
    charactersOf: ({ documents }) => documents.reduce((sum, document) => sum + charactersOf(document), 0),
    mostItems: largestGroup,
    mostCharacters,
    send: async (group) => {
      deps.onGroup(entriesOf(group.flatMap(({ documents }) => documents)).length)
      await sendGroup(deps, group)
    },
  })
  return async ({ account, documents }) => {
    const all: { written: number; wasResent: boolean } = { written: 0, wasResent: false }
    while (all.written < documents.length) {
      const left = documents.slice(all.written)
      const sent = await new Promise<Parameters<Waiting['tell']>[0]>((tell, fail) => {
        add({ account, documents: left, tell, fail })
      })
      all.written += sent.written
      all.wasResent ||= sent.wasResent
      if (sent.isTaken) break
    }
    return all
  }
}

/** Where an answer is lost, what it was about is sent once more: what was written then finds its place taken by itself. */
async function sendGroup(deps: InsertDeps, group: readonly Waiting[]): Promise<void> {
  const { connection, isSharded } = deps
  let left = group
  try {
    await connection.inOrder(async (session) => {
      const insert = isSharded ? sendFirsts : sendInOrder
      try {
        while (left.length > 0) left = await insert({ ...deps, session, wasResent: false }, left)
      } catch (error) {
        if (!isPassing(error) || wasNeverSent(error)) throw error
        await sendFirsts({ ...deps, session, wasResent: true }, left)
      }
    })
  } catch (error) {
    for (const { fail } of left) fail(error)
  }
}

interface Sending extends InsertDeps {
  readonly session: Parameters<typeof insertUnordered>[2]
  readonly wasResent: boolean
}

/** One document after the other, up to the first fault. Those behind the chain that has it are left. */
async function sendInOrder(
  { connection, isSharded, session, wasResent }: Sending,
  chains: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const documents = chains.flatMap((chain) => chain.documents)
  const before = arrivalsOf(entriesOf(documents), isSharded)
  const fault = await insertUntilFault(connection, commandOf(connection, [...before, ...documents]), session)
  if (fault !== null && fault.index < before.length) throw fault.error
  let next = before.length
  for (const [place, { documents: own, tell, fail }] of chains.entries()) {
    const written = fault === null ? own.length : Math.min(own.length, fault.index - next)
    if (fault === null || written === own.length) tell({ written, isTaken: false, wasResent })
    else {
      if (isTaken(fault.error)) tell({ written, isTaken: true, wasResent })
      else fail(storeFault(fault.error))
      return chains.slice(place + 1)
    }
    next += own.length
  }
  return []
}

/** The first document of each chain; what hinders one does not hinder the others. */
async function sendFirsts(
  { connection, isSharded, session, wasResent }: Sending,
  chains: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const firsts = chains.flatMap(({ documents }) => documents.slice(0, 1))
  const before = arrivalsOf(entriesOf(firsts), isSharded)
  const faults = await insertUnordered(connection, commandOf(connection, [...before, ...firsts]), session)
  for (const [index] of before.entries()) {
    const fault = faults.get(index)
    if (fault !== undefined) throw fault
  }
  for (const [index, { tell, fail }] of chains.entries()) {
    const fault = faults.get(before.length + index)
    if (fault === undefined || isTaken(fault)) {
      tell({ written: fault === undefined ? 1 : 0, isTaken: fault !== undefined, wasResent })
    } else fail(storeFault(fault))
  }
  return []
}

function commandOf(
  { collections }: Connection,
  documents: readonly (ArrivalDocument | OrderBindingDocument | EntryDocument)[],
): Parameters<typeof insertUnordered>[1] {
  return { insert: collections.entry.collection.collectionName, documents }
}

function entriesOf(documents: Chain['documents']): readonly EntryDocument[] {
  return documents.filter((document) => 'body' in document)
}

function charactersOf(document: Chain['documents'][number]): number {
  return 'body' in document
    ? document.body.length + (document.confidential ?? '').length
    : 2 * document._id.length + document.owner.length
}
