import { factsSchema } from '../../policy/facts/facts-schema.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import type { PolicyVersion } from '../../policy/versions/policy-version.ts'
import { Problem } from '../../problems/problem.ts'
import { type Answer, emptyAnswer, jsonAnswer, textAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { Call, OperationHandlers } from '../operations/operation-handler.ts'
import { entityTag, matchesEntityTag, versionOfEntityTag } from '../request/entity-tag.ts'
import { requestFaults } from '../request/request-fault.ts'
import { publishedAnswer, publishedHeaders, shownVersion } from './published-answer.ts'

type Summary = Operations['listPolicies']['answer']['items'][number]
type PublishHeaders = Operations['publishPolicyVersion']['request']['headers']
type RestoreHeaders = Operations['restorePolicyVersion']['request']['headers']

type PolicyOperation =
  | 'listPolicies'
  | 'getPolicy'
  | 'listPolicyVersions'
  | 'getPolicyVersion'
  | 'publishPolicyVersion'
  | 'restorePolicyVersion'
  | 'retirePolicy'
  | 'validatePolicy'
  | 'getFactsSchema'

/** Published versions, publishing and trying a text. Without If-Match or If-None-Match nothing is published. */
export function policyRoutes({ policies }: { readonly policies: Policies }): OperationHandlers<PolicyOperation> {
  return {
    listPolicies: async () => {
      const versions = await policies.list()
      return jsonAnswer<Operations['listPolicies']['answer']>(200, { items: versions.map(summary) })
    },
    getPolicy: async ({ path, headers }, call) => {
      const { version } = await policies.newest(path.name)
      return versionAnswer(version, headers['if-none-match'], call)
    },
    listPolicyVersions: async ({ path, query }) => {
      const limit = query.limit ?? 50
      const found = await policies.versions(path.name, { before: query.before ?? null, limit: limit + 1 })
      const items = found.slice(0, limit).map(summary)
      return jsonAnswer<Operations['listPolicyVersions']['answer']>(200, {
        items,
        next_before: found.length > limit ? (items.at(-1)?.version ?? null) : null,
      })
    },
    getPolicyVersion: async ({ path, headers }, call) => {
      const { version } = await policies.version(path.name, path.version)
      return versionAnswer(version, headers['if-none-match'], call)
    },
    publishPolicyVersion: async ({ path, query, headers, body }, { author }) => {
      const version = await policies.publish({
        name: path.name,
        text: body,
        reason: query.reason ?? null,
        author,
        expected: expectedVersion(headers),
        acceptBreaking: query.accept_breaking === 'true',
      })
      return publishedAnswer(version)
    },
    restorePolicyVersion: async ({ path, query, headers }, { author }) => {
      const version = await policies.restore({
        name: path.name,
        version: path.version,
        reason: query.reason ?? null,
        author,
        expected: expectedNewest(headers),
        acceptBreaking: query.accept_breaking === 'true',
      })
      return publishedAnswer(version)
    },
    retirePolicy: async ({ path, query, headers }, { author }) => {
      const { reason } = query
      const version = await policies.retire({ name: path.name, reason, author, expected: expectedNewest(headers) })
      return jsonAnswer<Operations['retirePolicy']['answer']>(201, shownVersion(version), publishedHeaders(version))
    },
    validatePolicy: async ({ path, body }) => {
      const check = await policies.check(path.name, body)
      return jsonAnswer<Operations['validatePolicy']['answer']>(200, check)
    },
    getFactsSchema: async ({ path, query }) => {
      const { policy, version } = await policies.newest(path.name)
      const schema = factsSchema(policy, query.section ?? 'refunds')
      return textAnswer(
        200,
        { mediaType: 'application/schema+json', text: JSON.stringify(schema) },
        { ETag: entityTag(version.version) },
      )
    },
  }
}

function summary({ text: _text, ...version }: PolicyVersion): Summary {
  return shownVersion(version)
}

function versionAnswer(version: PolicyVersion, ifNoneMatch: string | undefined, call: Call): Answer {
  const mediaType = call.preferred(['application/json', 'application/yaml'])
  if (mediaType === null) {
    throw new Problem('not_acceptable', 'A version is available as application/json and as application/yaml.')
  }
  const tag = entityTag(version.version)
  const headers = { ETag: tag, Vary: 'Accept' }
  if (ifNoneMatch !== undefined && matchesEntityTag(ifNoneMatch, tag)) return emptyAnswer(304, headers)
  return mediaType === 'application/json'
    ? jsonAnswer<Operations['getPolicyVersion']['answer']>(200, shownVersion(version), headers)
    : textAnswer(200, { mediaType, text: version.text }, headers)
}

function expectedNewest({ 'if-match': newest }: RestoreHeaders): number {
  if (newest !== undefined) return versionOfEntityTag(newest)
  throw new Problem('version_required', 'Send If-Match with the newest version as you know it, in quotes.')
}

function expectedVersion(headers: PublishHeaders): number | 'absent' {
  const { 'if-match': edited, 'if-none-match': absent } = headers
  if (edited !== undefined && absent !== undefined) {
    throw requestFaults([{ header: 'If-None-Match', message: 'cannot stand beside If-Match: send one of them' }])
  }
  if (edited !== undefined) return versionOfEntityTag(edited)
  if (absent !== undefined) return 'absent'
  throw new Problem(
    'version_required',
    'Send If-Match with the version that was edited, or If-None-Match: * for a new policy.',
  )
}
