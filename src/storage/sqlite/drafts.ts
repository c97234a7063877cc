import type { Draft } from '../../drafts/draft.ts'
import type { DraftStore } from '../../drafts/draft-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { storableId } from '../../ids/storable-id.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Row } from './connection.ts'
import type { SharedFile } from './shared-file.ts'

const selection = `revision, ${asBytes('id', 'body')}`
const selectOne = `SELECT ${selection} FROM policy_draft WHERE policy_draft.id = ?`
const selectOfPolicy = `SELECT ${selection} FROM policy_draft
  WHERE policy = ?1 AND policy_draft.id < ?2 AND (?3 IS NULL OR json_extract(policy_draft.body, '$.state') = ?3)
  ORDER BY policy_draft.id DESC LIMIT ?4`
const selectScheduled = `SELECT ${selection} FROM policy_draft
  WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?`
const selectAfter = `SELECT ${selection} FROM policy_draft
  WHERE policy_draft.id > ? ORDER BY policy_draft.id LIMIT ?`
const insert = 'INSERT INTO policy_draft (id, revision, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
const replace = 'UPDATE policy_draft SET revision = ?, body = ? WHERE id = ? AND revision = ?'

/** Behind every id that a draft has. */
const behindAll = '\u{10ffff}'

/** The drafts of policies in a SQLite file. */
export function createDraftStore({ connection, commits }: SharedFile): DraftStore {
  return {
    insertDraft: async (draft) => {
      const parameters = [storableId(draft.id), draft.revision, canonicalJson(draft)]
      return commits.write(() => connection.run(insert, parameters) === 1)
    },
    replaceDraft: async (draft, over) => {
      const parameters = [draft.revision, canonicalJson(draft), draft.id, over]
      return commits.write(() => connection.run(replace, parameters) === 1)
    },
    draft: async (id) => {
      const row = connection.one(selectOne, [storableId(id)])
      return row === undefined ? null : readDraft(row)
    },
    draftsOf: async (policy, { state, before, limit }) =>
      connection.all(selectOfPolicy, [storableId(policy), before ?? behindAll, state, limit]).map(readDraft),
    scheduledDrafts: async (limit) => connection.all(selectScheduled, [limit]).map(readDraft),
    drafts: async (after, limit) => connection.all(selectAfter, [after ?? '', limit]).map(readDraft),
  }
}

function readDraft(row: Row): Draft {
  const place = `the draft "${String(row.id)}"`
  const body = readStoredJson(row.body, place)
  if (body.id !== row.id || body.revision !== row.revision) throw damagedPlace(place)
  return body as unknown as Draft
}
