import type { ReleaseSettings } from '../../drafts/release-settings.ts'
import type { ReleaseSettingsStore } from '../../drafts/release-settings-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { storableId } from '../../ids/storable-id.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Row } from './connection.ts'
import type { SharedFile } from './shared-file.ts'

const selection = `revision, ${asBytes('policy', 'body')}`
const selectNewest = `SELECT ${selection} FROM release_setting WHERE release_setting.policy = ?
  ORDER BY revision DESC LIMIT 1`
const selectAll = `SELECT ${selection} FROM release_setting ORDER BY release_setting.policy, revision`
const insert = 'INSERT INTO release_setting (policy, revision, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'

/** How the texts of policies are released, in a SQLite file. */
export function createReleaseSettingsStore({ connection, commits }: SharedFile): ReleaseSettingsStore {
  return {
    releaseSettings: async (policy) => {
      const row = connection.one(selectNewest, [storableId(policy)])
      return row === undefined ? null : readReleaseSettings(row)
    },
    appendReleaseSettings: async (settings) => {
      const parameters = [storableId(settings.policy), settings.revision, canonicalJson(settings)]
      return commits.write(() => connection.run(insert, parameters) === 1)
    },
    allReleaseSettings: async () => connection.all(selectAll).map(readReleaseSettings),
  }
}

function readReleaseSettings(row: Row): ReleaseSettings {
  const place = `revision ${String(row.revision)} of how "${String(row.policy)}" is released`
  const body = readStoredJson(row.body, place)
  if (body.policy !== row.policy || body.revision !== row.revision) throw damagedPlace(place)
  return body as unknown as ReleaseSettings
}
