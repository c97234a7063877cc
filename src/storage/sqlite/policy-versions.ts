import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { PolicyVersion } from '../../policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../../policy/versions/policy-version-store.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Parameter, Row } from './connection.ts'
import { readText } from './read-text.ts'
import type { SharedFile } from './shared-file.ts'

const columns = 'name, version, body'
const selection = `version, ${asBytes('name', 'body')}`
const selectNewest = `SELECT ${selection} FROM policy_version WHERE name = ? ORDER BY version DESC LIMIT 1`
const selectNewestNumber = 'SELECT version FROM policy_version WHERE name = ? ORDER BY version DESC LIMIT 1'
const selectOne = `SELECT ${selection} FROM policy_version WHERE name = ? AND version = ?`
const selectBelow = `SELECT ${selection} FROM policy_version
  WHERE name = ? AND version < ? ORDER BY version DESC LIMIT ?`
const selectBySha256 = `SELECT ${selection} FROM policy_version
  WHERE name = ? AND sha256 = ? ORDER BY version DESC LIMIT 1`
const selectNames = `WITH RECURSIVE found (name) AS (
    SELECT min(name) FROM policy_version
    UNION ALL
    SELECT (SELECT min(name) FROM policy_version WHERE name > found.name) FROM found WHERE name IS NOT NULL)
  SELECT ${asBytes('name')} FROM found WHERE name IS NOT NULL`
const insert = `INSERT INTO policy_version (${columns}) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`

/** The published policy versions in a SQLite file. */
export function createPolicyVersionStore({ connection, commits, caches }: SharedFile): PolicyVersionStore {
  const one = (sql: string, parameters: readonly Parameter[]): PolicyVersion | null => {
    const row = connection.one(sql, parameters)
    return row === undefined ? null : readPolicyVersion(row)
  }

  return {
    newestPolicyVersion: async (name) => one(selectNewest, [storableId(name)]),
    newestPolicyVersionNumber: (name) => {
      caches.check()
      const known = caches.newestVersions.get(name)
      if (known !== undefined) return known
      const version = connection.one(selectNewestNumber, [storableId(name)])?.version
      if (typeof version !== 'number') return null
      caches.newestVersions.set(name, version)
      return version
    },
    policyVersion: async (name, version) => one(selectOne, [storableId(name), version]),
    policyVersions: async (name, before, limit) =>
      connection
        .all(selectBelow, [storableId(name), before ?? Number.MAX_SAFE_INTEGER, limit])
        .map((row) => readPolicyVersion(row)),
    policyVersionBySha256: async (name, sha256) => one(selectBySha256, [storableId(name), sha256]),
    policyNames: async () => connection.all(selectNames).map((row) => readText(row.name, 'the name of a policy')),
    appendPolicyVersion: async (version) => {
      const parameters = [storableId(version.name), version.version, canonicalJson(version)]
      return commits.write(() => {
        caches.administrationChanges()
        return connection.run(insert, parameters) === 1
      })
    },
  }
}

function readPolicyVersion(row: Row): PolicyVersion {
  const place = `version ${String(row.version)} of the policy "${String(row.name)}"`
  const body = readStoredJson(row.body, place)
  if (body.name !== row.name || body.version !== row.version) throw damagedPlace(place)
  return body as unknown as PolicyVersion
}
