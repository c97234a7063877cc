import type { mongo } from 'mongoose'
import { sumDecimals } from '../../money/sum-decimals.ts'
import type { TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { idIndex } from './indexes.ts'
import { isTaken } from './store-fault.ts'
import { addsTo, type Numbered, numberedAfter } from './totalled-entries.ts'

type Session = mongo.ClientSession

/** Where the totals say how far all of them go. */
const progressId = 'progress'

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

/** False where another was first at one of the totals: what is left is to be looked at again. */
async function addAll(
  { collections: { total: totals } }: Connection,
  numbered: readonly Numbered[],
  session: Session,
): Promise<boolean> {
  const upTo = numbered.at(-1)?.number ?? 0
  const added = new Map<string, TotalDocument[]>()
  for (const { number, found } of numbered) {
    for (const part of found === null ? [] : addsTo(found)) {
      added.set(part._id, [...(added.get(part._id) ?? []), { ...part, up_to: number }])
    }
  }
  const known = { _id: { $in: [...added.keys()] } }
  const stored = await totals.find(known, null, { hint: idIndex, session }).lean<TotalDocument[]>()
  const before = new Map(stored.map((total) => [total._id, total]))
  const written = [...added].map(async ([_id, parts]) => {
    const old = before.get(_id)
    const missing = parts.filter((part) => part.up_to > (old?.up_to ?? 0))
    const [first] = missing
    if (first === undefined) return true
    const sums = [...(old === undefined ? [] : [old]), ...missing]
    const total: TotalDocument = {
      _id,
      key: first.key,
      decisions: sums.reduce((sum, { decisions }) => sum + decisions, 0),
      credited: sumDecimals(sums.map(({ credited }) => credited)),
      up_to: upTo,
    }
    if (old === undefined) return unlessTaken(() => new totals(total).save({ session }))
    const { matchedCount } = await totals.updateOne({ _id, up_to: old.up_to }, { $set: { ...total } }, { session })
    return matchedCount === 1
  })
  return (await Promise.all(written)).every(Boolean)
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
