import type { ReleaseSettings } from '../../drafts/release-settings.ts'
import type { ReleaseSettingsStore } from '../../drafts/release-settings-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { storableId } from '../../ids/storable-id.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { ReleaseSettingDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { behindAllKeysOf, entryKey } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { insertOnce } from './insert-once.ts'
import type { Stored } from './store-schema.ts'

/** How the texts of policies are released, in a MongoDB database. */
export function createReleaseSettingsStore({ collections, inOrder }: Connection): ReleaseSettingsStore {
  const { releaseSetting: settings } = collections
  return {
    releaseSettings: async (policy) =>
      inOrder(async (session) => {
        const ofPolicy = { _id: { $gt: entryKey(storableId(policy), 0), $lt: behindAllKeysOf(policy) } }
        const options = { hint: idIndex, session, sort: { _id: -1 }, limit: 1 } as const
        const [found] = await settings.find(ofPolicy, null, options).lean<Stored<ReleaseSettingDocument>[]>()
        return found === undefined ? null : readReleaseSettings(found)
      }),
    appendReleaseSettings: async (wanted) => {
      const document = settingDocument(wanted)
      return inOrder((session) => insertOnce(settings, document, session, ({ body }) => body === document.body))
    },
    allReleaseSettings: async () =>
      inOrder(async (session) => {
        const options = { hint: idIndex, session, sort: { _id: 1 } } as const
        const found = await settings.find({}, null, options).lean<Stored<ReleaseSettingDocument>[]>()
        return found.map(readReleaseSettings)
      }),
  }
}

function settingDocument(settings: ReleaseSettings): ReleaseSettingDocument {
  const { policy, revision } = settings
  return { _id: entryKey(storableId(policy), revision), policy, revision, body: canonicalJson(settings) }
}

/** The settings of a document; a Problem `store_damaged` where the document is not what was written. */
export function readReleaseSettings(document: Stored<ReleaseSettingDocument>): ReleaseSettings {
  const place = `revision ${String(document.revision)} of how "${String(document.policy)}" is released`
  const settings = readStoredJson(document.body, place) as unknown as ReleaseSettings
  const { _id, policy, revision } = settingDocument(settings)
  if (document._id !== _id || document.policy !== policy || document.revision !== revision) throw damagedPlace(place)
  return settings
}
