import type { ApiKey, ApiKeyStore } from '../../access/api-key-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { ApiKeyDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { insertOnce } from './insert-once.ts'
import type { Stored } from './store-schema.ts'

/** The API keys in a MongoDB database. The secret's digest is unique by `_id`; ids are random, and looked up first. */
export function createApiKeyStore({ collections, inOrder }: Connection): ApiKeyStore {
  const { apiKey: keys } = collections
  return {
    insertApiKey: async (key) =>
      inOrder(async (session) => {
        if ((await keys.exists({ id: key.id }).session(session)) !== null) return false
        const document = apiKeyDocument(key)
        return insertOnce(keys, document, session, ({ body }) => body === document.body)
      }),
    apiKeyBySecret: async (secretSha256) =>
      inOrder(async (session) => {
        const found = await keys.findById(secretSha256, null, { session }).lean<Stored<ApiKeyDocument>>()
        return found === null ? null : readApiKey(found)
      }),
    apiKeys: async () =>
      inOrder(async (session) => {
        const found = await keys.find({}, null, { session }).lean<Stored<ApiKeyDocument>[]>()
        return found.map(readApiKey).sort(byAge)
      }),
    revokeApiKey: async (id, at) =>
      inOrder(async (session) => {
        const { modifiedCount } = await keys.updateOne({ id, revoked_at: null }, { revoked_at: at }, { session })
        return modifiedCount === 1
      }),
    expireApiKey: async (id, at) =>
      inOrder(async (session) => {
        const { matchedCount } = await keys.updateOne({ id, revoked_at: null }, { expires_at: at }, { session })
        return matchedCount === 1
      }),
    noteApiKeyUse: async (id, day) => {
      const older = { id, $or: [{ last_used_on: null }, { last_used_on: { $lt: day } }] }
      await inOrder((session) => keys.updateOne(older, { last_used_on: day }, { session }))
    },
  }
}

function apiKeyDocument({ revoked_at, expires_at, last_used_on, ...body }: ApiKey): ApiKeyDocument {
  return { _id: body.secret_sha256, id: body.id, body: canonicalJson(body), revoked_at, expires_at, last_used_on }
}

/** The key of a document; a Problem `store_damaged` where the document is not what was written. */
export function readApiKey(document: Stored<ApiKeyDocument>): ApiKey {
  const place = `the API key "${String(document.id)}"`
  const body = readStoredJson(document.body, place)
  if (body['id'] !== document.id || body['secret_sha256'] !== document._id) throw damagedPlace(place)
  const { revoked_at, expires_at, last_used_on } = document
  return { ...body, revoked_at, expires_at, last_used_on } as ApiKey
}

function byAge(left: ApiKey, right: ApiKey): number {
  const [former, latter] = [left, right].map(({ created_at, id }) => Buffer.from(`${created_at} ${id}`, 'utf8'))
  return former === undefined || latter === undefined ? 0 : Buffer.compare(former, latter)
}
