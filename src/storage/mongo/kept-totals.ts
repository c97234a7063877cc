import type { mongo } from 'mongoose'
import { addToQuarterSums, readQuarterSums } from '../../journal/quarter-sums.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { damagedPlace } from '../stored-json.ts'
import type { FeedDocument, TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { idIndex } from './indexes.ts'
import { isTaken } from './store-fault.ts'
import { addsTo, type Numbered, numberedAfter } from './totalled-entries.ts'
import { type Change, insertUnordered, updateUnordered } from './write-many.ts'

type Session = mongo.ClientSession

/** Where the totals say how far all of them go, with the quarters of days. */
export const progressId = 'progress of quarters'
/** The same of releases that kept no quarters: they may still run beside this one, and what they keep is right. */
export const formerProgressId = 'progress'

/** Entries that are added in one step. */
const batch = 500
/** Rivals that come first this often add everything by themselves. */
const attempts = 20

/**
 * Adds the entries that have a number in the feed to the totals that are kept, in the order of the numbers. Each
 * total says up to which number it goes, and all go at least as far as the progress: whoever is cut off, or does
 * it at the same time as another, adds nothing twice and leaves nothing out.
 */
export async function keepTotals(connection: Connection): Promise<void> {
  await connection.inOrder(async (session) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const after = await progressOf(connection, session)
      const page = await numberedAfter(connection, { after, limit: batch, session })
      // Numbers have no gap; behind one that a foreign hand made nothing is added.
      const numbered = page.filter(({ number }, index) => number === after + 1 + index)
      const last = numbered.at(-1)
      if (last === undefined) return
      if (!(await addAll(connection, numbered, session))) continue
      await advance(connection, last.number, session)
      if (numbered.length < batch) return
      attempt = 0
    }
  })
}

/** The number that all totals go up to at least. */
export async function progressOf({ collections }: Connection, session: Session): Promise<number> {
  const progress = await collections.total.findById(progressId, null, { session }).lean<TotalDocument>()
  return progress?.up_to ?? 0
}

/**
 * How many entries have a number that the totals do not go up to yet: those of the last batch, where a feeder was cut off,
 * and all of them where a release without quarters kept them.
 */
export async function leftToKeep(connection: Connection): Promise<number> {
  return connection.inOrder(async (session) => {
    const after = await progressOf(connection, session)
    const [newest] = await connection.collections.feed
      .find({}, { _id: 1 }, { hint: idIndex, session, sort: { _id: -1 }, limit: 1 })
      .lean<FeedDocument[]>()
    return (newest?._id ?? 0) - after
  })
}

/** False where another was first at one of the totals: what is left is to be looked at again. */
async function addAll(connection: Connection, numbered: readonly Numbered[], session: Session): Promise<boolean> {
  const added = partsOf(numbered)
  const known = { _id: { $in: [...added.keys()] } }
  const stored = await connection.collections.total
    .find(known, null, { hint: idIndex, session })
    .lean<TotalDocument[]>()
  const upTo = numbered.at(-1)?.number ?? 0
  const begun: TotalDocument[] = []
  const continued: Change[] = []
  for (const [_id, parts] of added) {
    const old = stored.find((total) => total._id === _id)
    const missing = parts.filter((part) => part.up_to > (old?.up_to ?? 0))
    const [first] = missing
    if (first === undefined) continue
    const total = { ...summed(first.key, [...(old === undefined ? [] : [old]), ...missing]), _id, up_to: upTo }
    if (old === undefined) begun.push(total)
    else continued.push({ q: { _id, up_to: old.up_to }, u: { $set: total } })
  }
  const wereFree = await insertTotals(connection, begun, session)
  return (await changeTotals(connection, continued, session)) && wereFree
}

/** What the entries add, by total. */
function partsOf(numbered: readonly Numbered[]): ReadonlyMap<string, readonly TotalDocument[]> {
  const added = new Map<string, TotalDocument[]>()
  for (const { number, found } of numbered) {
    for (const part of found === null ? [] : addsTo(found)) {
      added.set(part._id, [...(added.get(part._id) ?? []), { ...part, up_to: number }])
    }
  }
  return added
}

type Sums = Pick<TotalDocument, 'key' | 'decisions' | 'credited' | 'by_quarter'>

function summed(key: string, parts: readonly Sums[]): Sums {
  const quarters = parts.flatMap(({ by_quarter }) => by_quarter ?? [])
  return {
    key,
    decisions: parts.reduce((sum, { decisions }) => sum + decisions, 0),
    credited: sumDecimals(parts.map(({ credited }) => credited)),
    ...(quarters.length === 0 ? {} : { by_quarter: sumQuarters(key, quarters) }),
  }
}

function sumQuarters(key: string, texts: readonly string[]): string {
  return texts.reduce((sum, text) => {
    const added = readQuarterSums(text)
    const more = added === null ? null : addToQuarterSums(sum, added)
    if (more === null) throw damagedPlace(`the total of the quarters of ${key}`)
    return more
  })
}

// In a session one write goes after the other: a server refuses one that comes in after a later one. So all go in
// one command of each kind; whoever adds next does it again where the answer is lost, and adds nothing twice.

/** False where one of them was there. */
async function insertTotals(connection: Connection, documents: TotalDocument[], session: Session): Promise<boolean> {
  if (documents.length === 0) return true
  const insert = connection.collections.total.collection.collectionName
  const faults = [...(await insertUnordered(connection, { insert, documents }, session)).values()]
  const other = faults.find((fault) => !isTaken(fault))
  if (other !== undefined) throw other
  return faults.length === 0
}

/** False where one of them has changed since it was read. */
async function changeTotals(connection: Connection, updates: Change[], session: Session): Promise<boolean> {
  if (updates.length === 0) return true
  const update = connection.collections.total.collection.collectionName
  return (await updateUnordered(connection, { update, updates }, session)) === updates.length
}

/** Never back: another may have come further. */
async function advance({ collections }: Connection, upTo: number, session: Session): Promise<void> {
  const nothing = { key: '', decisions: 0, credited: '0' }
  const change = { $max: { up_to: upTo }, $setOnInsert: nothing }
  await unlessTaken(() => collections.total.updateOne({ _id: progressId }, change, { session, upsert: true }))
}

async function unlessTaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}
