import type { ApiKey, ApiKeyStore } from '../../access/api-key-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Row } from './connection.ts'
import type { SharedFile } from './shared-file.ts'

const columns = 'id, body, revoked_at, expires_at, last_used_on'
const selection = asBytes('id', 'body', 'revoked_at', 'expires_at', 'last_used_on')
const insert = `INSERT INTO api_key (${columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
const selectBySecret = `SELECT ${selection} FROM api_key WHERE secret_sha256 = ?`
const selectAll = `SELECT ${selection} FROM api_key ORDER BY created_at, api_key.id`
const revoke = 'UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL'
const expire = 'UPDATE api_key SET expires_at = ? WHERE id = ? AND revoked_at IS NULL'
const noteUse = `UPDATE api_key SET last_used_on = ?1 WHERE id = ?2 AND coalesce(last_used_on, '') < ?1`

/** The API keys in a SQLite file. */
export function createApiKeyStore({ connection, commits, caches }: SharedFile): ApiKeyStore {
  return {
    insertApiKey: async ({ revoked_at, expires_at, last_used_on, ...body }) => {
      const parameters = [body.id, canonicalJson(body), revoked_at, expires_at, last_used_on]
      return commits.write(() => {
        caches.administrationChanges()
        return connection.run(insert, parameters) === 1
      })
    },
    apiKeyBySecret: (secretSha256) => {
      caches.check()
      const known = caches.apiKeys.get(secretSha256)
      if (known !== undefined) return known
      const row = connection.one(selectBySecret, [secretSha256])
      if (row === undefined) return null
      const key = readApiKey(row)
      caches.apiKeys.set(secretSha256, key)
      return key
    },
    apiKeys: async () => connection.all(selectAll).map(readApiKey),
    revokeApiKey: async (id, at) =>
      commits.write(() => {
        caches.administrationChanges()
        return connection.run(revoke, [at, id]) === 1
      }),
    expireApiKey: async (id, at) =>
      commits.write(() => {
        caches.administrationChanges()
        return connection.run(expire, [at, id]) === 1
      }),
    // It decides nothing, so what is kept stays true enough.
    noteApiKeyUse: async (id, day) => {
      await commits.write(() => connection.run(noteUse, [day, id]))
    },
  }
}

function readApiKey(row: Row): ApiKey {
  const place = `the API key "${String(row.id)}"`
  const body = readStoredJson(row.body, place)
  const { revoked_at, expires_at, last_used_on } = row
  const isWhole = revoked_at !== undefined && expires_at !== undefined && last_used_on !== undefined
  if (body.id !== row.id || !isWhole) throw damagedPlace(place)
  return { ...body, revoked_at, expires_at, last_used_on } as ApiKey
}
