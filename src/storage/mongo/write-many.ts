import { mongo } from 'mongoose'
import type { Connection } from './connection.ts'

/** Why documents were not written, by their place in the command. */
export type WriteFaults = ReadonlyMap<number, mongo.MongoServerError>

/** A change of one document, as the protocol names its parts. */
export interface Change {
  readonly q: object
  readonly u: object
}

/**
 * Inserts all in one command, durably at majority; what hinders one does not hinder the others. The driver's own
 * bulk hides the kind of a failure behind one of its own, so the command is sent as it is, and not sent again
 * where its answer is lost.
 */
export async function insertUnordered(
  { write }: Connection,
  { insert, documents }: { readonly insert: string; readonly documents: readonly object[] },
  session: mongo.ClientSession,
): Promise<WriteFaults> {
  return faultsOf(await write({ insert, documents, ordered: false }, session))
}

/** Why a document was not written, and its place in the command. */
export interface WriteFault {
  readonly index: number
  readonly error: mongo.MongoServerError
}

/**
 * Inserts one after the other in one command, durably at majority, up to the first that something hinders: all before it are
 * there, none behind it; null where all are. Sent as {@link insertUnordered} is.
 */
export async function insertUntilFault(
  { write }: Connection,
  { insert, documents }: { readonly insert: string; readonly documents: readonly object[] },
  session: mongo.ClientSession,
): Promise<WriteFault | null> {
  const [fault] = faultsOf(await write({ insert, documents, ordered: true }, session))
  return fault === undefined ? null : { index: fault[0], error: fault[1] }
}

/** Changes all in one command, as {@link insertUnordered} inserts; how many were found. Throws the first fault of a single one. */
export async function updateUnordered(
  { write }: Connection,
  { update, updates }: { readonly update: string; readonly updates: readonly Change[] },
  session: mongo.ClientSession,
): Promise<number> {
  const answer: WriteAnswer = await write({ update, updates, ordered: false }, session)
  const [fault] = faultsOf(answer).values()
  if (fault !== undefined) throw fault
  return answer.n ?? 0
}

/** Removes all in one command, as {@link insertUnordered} inserts; what is not there is no fault. Throws the first fault of a single one. */
export async function deleteUnordered(
  { write }: Connection,
  command: { readonly delete: string; readonly deletes: readonly { readonly q: object; readonly limit: 1 }[] },
  session: mongo.ClientSession,
): Promise<void> {
  const [fault] = faultsOf(await write({ ...command, ordered: false }, session)).values()
  if (fault !== undefined) throw fault
}

function faultsOf(answer: WriteAnswer): WriteFaults {
  if (answer.writeConcernError !== undefined) throw new mongo.MongoServerError(answer.writeConcernError)
  return new Map((answer.writeErrors ?? []).map((fault) => [fault.index, new mongo.MongoServerError(fault)]))
}

/** What the protocol answers to a write. */
interface WriteAnswer {
  /** How many documents were written, or found. */
  readonly n?: number
  readonly writeErrors?: readonly { readonly index: number }[]
  readonly writeConcernError?: object
}
