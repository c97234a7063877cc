import type { PublishedVersion } from '../../policy/versions/policies.ts'
import type { PolicyVersion } from '../../policy/versions/policy-version.ts'
import { type Answer, jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { entityTag } from '../request/entity-tag.ts'

type Summary = Operations['listPolicies']['answer']['items'][number]

/** A version that was published just now. */
export function publishedAnswer(version: PublishedVersion): Answer {
  return jsonAnswer<Operations['publishPolicyVersion']['answer']>(201, shownVersion(version), publishedHeaders(version))
}

/** A version as answers have it. */
export function shownVersion<Version extends Omit<PolicyVersion, 'text'>>(
  version: Version,
): Omit<Version, 'release'> & Pick<Summary, 'retired' | 'release'> {
  const { release, ...said } = version
  const shown = { ...said, retired: version.retired === true }
  if (release === undefined) return shown
  return { ...shown, release: { draft: release.draft, approved_by: [...release.approved_by] } }
}

/** Where a new version is, and its tag. */
export function publishedHeaders({ name, version }: PolicyVersion): Readonly<Record<string, string>> {
  return { ETag: entityTag(version), Location: `/v1/policies/${name}/versions/${version}` }
}
