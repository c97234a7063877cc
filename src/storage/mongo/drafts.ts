import type { QueryFilter } from 'mongoose'
import type { Draft } from '../../drafts/draft.ts'
import type { DraftStore } from '../../drafts/draft-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { storableId } from '../../ids/storable-id.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { DraftDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { idIndex } from './indexes.ts'
import { insertOnce } from './insert-once.ts'
import { isPassing, wasNeverSent } from './store-fault.ts'
import type { Stored } from './store-schema.ts'

type Filter = QueryFilter<DraftDocument>

/** The drafts of policies in a MongoDB database. */
export function createDraftStore({ collections, inOrder }: Connection): DraftStore {
  const { policyDraft: drafts } = collections
  const find = (
    filter: Filter,
    options: { readonly hint: string; readonly sort: Readonly<Record<string, 1 | -1>>; readonly limit: number },
  ): Promise<readonly Draft[]> =>
    inOrder(async (session) => {
      const found = await drafts.find(filter, null, { ...options, session }).lean<Stored<DraftDocument>[]>()
      return found.map(readDraft)
    })
  return {
    insertDraft: async (draft) => {
      const document = draftDocument(draft)
      return inOrder((session) => insertOnce(drafts, document, session, ({ body }) => body === document.body))
    },
    replaceDraft: async (draft, over) => {
      const { _id, ...fields } = draftDocument(draft)
      return inOrder(async (session) => {
        const replace = async (): Promise<boolean> => {
          const { due_at, ...set } = fields
          const update = due_at === undefined ? { $set: set, $unset: { due_at: 1 } } : { $set: fields }
          const { matchedCount } = await drafts.updateOne({ _id, revision: over }, update, { session })
          return matchedCount === 1
        }
        try {
          return await replace()
        } catch (error) {
          if (!isPassing(error) || wasNeverSent(error)) throw error
          // Where the acknowledgement was lost, what stands there may be our own.
          if (await replace()) return true
          const stored = await drafts.findById(_id, null, { session }).lean<Stored<DraftDocument>>()
          return stored?.body === fields.body
        }
      })
    },
    draft: async (id) =>
      inOrder(async (session) => {
        const found = await drafts.findById(storableId(id), null, { session }).lean<Stored<DraftDocument>>()
        return found === null ? null : readDraft(found)
      }),
    draftsOf: async (policy, { state, before, limit }) => {
      const older = before === null ? {} : { _id: { $lt: before } }
      const filter = { policy: storableId(policy), ...older, ...(state === null ? {} : { state }) }
      return find(filter, { hint: 'of_policy', sort: { _id: -1 }, limit })
    },
    scheduledDrafts: async (limit) => find({ due_at: { $gt: '' } }, { hint: 'by_due', sort: { due_at: 1 }, limit }),
    drafts: async (after, limit) =>
      find(after === null ? {} : { _id: { $gt: after } }, { hint: idIndex, sort: { _id: 1 }, limit }),
  }
}

function draftDocument(draft: Draft): DraftDocument {
  const { id, policy, state, revision, schedule } = draft
  const due = schedule === null ? {} : { due_at: schedule.due_at }
  return { _id: storableId(id), policy: storableId(policy), state, revision, ...due, body: canonicalJson(draft) }
}

/** The draft of a document; a Problem `store_damaged` where the document is not what was written. */
export function readDraft(document: Stored<DraftDocument>): Draft {
  const place = `the draft "${String(document._id)}"`
  const draft = readStoredJson(document.body, place) as unknown as Draft
  const written = draftDocument(draft)
  const isAsWritten = (['_id', 'policy', 'state', 'revision', 'due_at'] as const).every(
    (name) => (document[name] ?? null) === (written[name] ?? null),
  )
  if (!isAsWritten) throw damagedPlace(place)
  return draft
}
