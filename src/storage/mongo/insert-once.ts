import type { Model, mongo } from 'mongoose'
import { Problem } from '../../problems/problem.ts'
import { isPassing, isTaken, wasNeverSent } from './store-fault.ts'

/**
 * Inserts a document whose `_id` must be free, durably at majority; false where it is taken. Where the
 * acknowledgement is lost it is tried once more, and meeting its own document is then a success: `isOwn`
 * tells, given what stands there.
 */
export async function insertOnce<Document extends { readonly _id: string }>(
  model: Model<Document>,
  document: Document,
  session: mongo.ClientSession,
  isOwn: (stored: Partial<Document>) => boolean,
): Promise<boolean> {
  const insert = (): Promise<boolean> => insertUnlessTaken(model, document, session)
  try {
    return await insert()
  } catch (error) {
    if (!isPassing(error) || wasNeverSent(error)) throw error
    if (await insert()) return true
    const stored = await model.findById(document._id, null, { session }).lean<Partial<Document>>()
    return stored !== null && isOwn(stored)
  }
}

/** The Problem for a key that was taken and is free now: the rival's write was rolled back by an election. */
export function takenAndGone(what: string): Problem {
  return new Problem('store_unavailable', `An election of the database undid a rival for ${what}. Try again.`)
}

async function insertUnlessTaken<Document>(
  model: Model<Document>,
  document: Document,
  session: mongo.ClientSession,
): Promise<boolean> {
  try {
    await new model(document).save({ session })
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}
