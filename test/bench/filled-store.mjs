// Fills a store with decisions like ones that were really made: the same pure code makes the entries, and
// they go in in bulk.

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import mongoose from 'mongoose'
import { newTimeOrderedId } from '../../dist/ids/entry-id.js'
import { appendEntry } from '../../dist/journal/append-entry.js'
import { entryDocument } from '../../dist/storage/mongo/entry-document.js'
import { openConnection } from '../../dist/storage/sqlite/connection.js'
import { bindWithin } from '../../dist/storage/sqlite/order-bindings.js'
import { createEntryWriter } from '../../dist/storage/sqlite/write-entry.js'
import { openDomain } from '../soak/dist-domain.mjs'

/** What the shipped policy approves, refuses, and leaves to a person. */
const claims = {
  approve: { status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' },
  deny: { status: 'pending', quantity: 1000, charge: '0.27819', currency: 'USD' },
  review: { status: 'partial', quantity: 1000, charge: '0.27819', currency: 'USD' },
}

const secondsBetween = 10
const busyAccount = 'busy'
const busyOrder = 'busy-order'

/**
 * Every fourth decision is of one busy account, and half of those about one order; the others are spread,
 * 20 for each account. Resolves to the ids and times of all, oldest first.
 */
export async function fillStore(url, count) {
  const templates = await decideOnce(url)
  const write = await bulkWriter(url)
  const heads = new Map()
  let newestOfBusy = null
  const start = Date.now() - count * secondsBetween * 1000
  const written = []
  for (let index = 0; index < count; index += 1) {
    const isBusy = index % 4 === 0
    const account = isBusy ? busyAccount : `account-${Math.floor(index / 27)}`
    const id = isBusy && index % 8 === 0 ? busyOrder : `order-${index}`
    const template = templates[index % templates.length]
    const at = start + index * secondsBetween * 1000
    const previous = id === busyOrder ? newestOfBusy : null
    const end = {
      account,
      order: { policy: 'smm-panel', id, part: null },
      head: heads.get(account) ?? null,
      previous,
      previousOfPart: previous,
    }
    const sealed = nextEntry(end, template, {
      key: `key-${index}`,
      stamp: { id: newTimeOrderedId(at), clock: at, salt: randomBytes(16).toString('hex') },
    })
    const { entry } = sealed
    heads.set(account, entry)
    if (id === busyOrder) newestOfBusy = entry
    const { decided_at, kind, pending } = entry
    written.push({ id: entry.id, at: entry.at, decided_at, due: pending.review?.due_by ?? null, kind })
    await write.add(sealed)
  }
  await write.end()
  return { written, busyAccount, busyOrder, templates }
}

function nextEntry(end, template, { key, stamp }) {
  const { kind, author, policy, request, result, confidential } = template
  const { salt: _, ...values } = confidential
  const said = { kind, author, policy, request, result: dated(result, stamp.clock), confidential: values }
  return appendEntry(end, { ...said, idempotency_key: key }, stamp)
}

/** The result with the times of its review, if it asks for one, counted from another instant. */
function dated(result, at) {
  if (result.review === null) return result
  const hoursLater = (hours) => new Date(at + hours * 3_600_000).toISOString()
  return { ...result, review: { ...result.review, target_by: hoursLater(24), due_by: hoursLater(72) } }
}

/** One decision of each outcome, as the service stores it. */
async function decideOnce(url) {
  const { decisions, publish, storage } = await openDomain(url)
  await publish(await readFile(new URL('../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8'))
  for (const [outcome, order] of Object.entries(claims)) {
    const account = `template-${outcome}`
    const facts = { order: { id: account, ...order }, claim: { reason: 'undelivered' }, account: { id: account } }
    const request = { policy: 'smm-panel', facts, idempotencyKey: null, author: 'bench' }
    const { decision } = await decisions.decide(request)
    if (decision.outcome !== outcome) throw new Error(`${outcome} became ${decision.outcome}`)
  }
  const entries = await Promise.all(Object.keys(claims).map((outcome) => storage.stream(`template-${outcome}`, 0, 1)))
  await storage.close()
  return entries.flat()
}

function bulkWriter(url) {
  return url.startsWith('sqlite:') ? sqliteWriter(url.slice('sqlite:'.length)) : mongoWriter(url)
}

/** Without waiting for the disk. */
async function sqliteWriter(path) {
  const connection = await openConnection(path)
  const writer = createEntryWriter(connection)
  connection.execute('PRAGMA synchronous = OFF')
  let batch = []
  const flush = async () => {
    const sealed = batch
    batch = []
    await connection.transaction(() => {
      for (const one of sealed) {
        bindWithin(connection, one.entry.order, one.entry.account)
        if (!writer.write(one)) throw new Error(`${one.entry.id} is taken`)
      }
      writer.end()
    })
  }
  return {
    add: async (sealed) => {
      batch.push(sealed)
      if (batch.length === 50) await flush()
    },
    end: async () => {
      await flush()
      connection.emptyLog()
      connection.close()
    },
  }
}

async function mongoWriter(url) {
  const connection = await mongoose.createConnection(url).asPromise()
  const entries = connection.collection('entry')
  let batch = []
  const flush = async () => {
    if (batch.length > 0) await entries.insertMany(batch, { ordered: false })
    batch = []
  }
  return {
    add: async ({ entry, body }) => {
      batch.push(entryDocument(entry, body))
      if (batch.length === 1000) await flush()
    },
    end: async () => {
      await flush()
      await connection.close()
    },
  }
}
