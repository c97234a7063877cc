import type { QueryFilter } from 'mongoose'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { PolicyVersion } from '../../policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../../policy/versions/policy-version-store.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { PolicyVersionDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { entryKey } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { insertOnce } from './insert-once.ts'
import { seekNames } from './seek-names.ts'
import type { Ask, SharedRead } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'

type Filter = QueryFilter<PolicyVersionDocument>

/** More names than any business has. */
const allNames = 10_000
const behindAllVersions = Number.MAX_SAFE_INTEGER

/** The published policy versions in a MongoDB database. */
export function createPolicyVersionStore({ collections, inOrder }: Connection, ask: Ask): PolicyVersionStore {
  const { policyVersion: versions } = collections
  const find = (filter: Filter, limit: number, hint: string = idIndex): Promise<PolicyVersion[]> =>
    inOrder(async (session) => {
      const options = { hint, session, sort: { _id: -1 }, limit } as const
      const found = await versions.find(filter, null, options).lean<Stored<PolicyVersionDocument>[]>()
      return found.map(readPolicyVersion)
    })
  const first = async (filter: Filter, hint: string = idIndex): Promise<PolicyVersion | null> =>
    (await find(filter, 1, hint))[0] ?? null

  return {
    newestPolicyVersion: async (name) => first(versionsBelow(name, null)),
    newestPolicyVersionNumber: async (name) => ask(newestNumberOf(name), null),
    policyVersion: async (name, version) => first({ _id: versionKey(name, version) }),
    policyVersions: async (name, before, limit) => find(versionsBelow(name, before), limit),
    policyVersionBySha256: async (name, sha256) => first({ name: storableId(name), sha256 }, 'by_text'),
    policyNames: async () => inOrder((session) => seekNames(versions, { after: null, limit: allNames, session })),
    appendPolicyVersion: async (version) => {
      const document = policyVersionDocument(version)
      return inOrder((session) => insertOnce(versions, document, session, ({ body }) => body === document.body))
    },
  }
}

const versionDigits = 16

/** Names sort by their bytes, the versions of a name as numbers. */
function versionKey(name: string, version: number): string {
  return entryKey(storableId(name), version)
}

function versionsBelow(name: string, before: number | null): Filter {
  return { _id: { $gt: versionKey(name, 0), $lt: versionKey(name, before ?? behindAllVersions) } }
}

/** Every decision asks for it. */
function newestNumberOf(name: string): SharedRead<null, number | null> {
  const ofName = versionsBelow(name, null)
  return {
    name: `newest version of ${name}`,
    from: 'policyVersion',
    stages: () => [{ $match: ofName }, { $sort: { _id: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
    answer: ([found]) => {
      const newest = found === undefined ? null : Number(String(found['_id']).slice(-versionDigits))
      return () => newest
    },
  }
}

function policyVersionDocument(policyVersion: PolicyVersion): PolicyVersionDocument {
  const { name, version, sha256 } = policyVersion
  return { _id: versionKey(name, version), name, version, sha256, body: canonicalJson(policyVersion) }
}

/** The version of a document; a Problem `store_damaged` where the document is not what was written. */
export function readPolicyVersion(document: Stored<PolicyVersionDocument>): PolicyVersion {
  const place = `version ${String(document.version)} of the policy "${String(document.name)}"`
  const version = readStoredJson(document.body, place) as unknown as PolicyVersion
  const { _id, name, version: number, sha256 } = policyVersionDocument(version)
  const fits = document._id === _id && document.name === name && document.version === number
  if (!fits || document.sha256 !== sha256) throw damagedPlace(place)
  return version
}
