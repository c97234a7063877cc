import type { Drafts, KnownRelease } from '../../drafts/drafts.ts'
import type { PublishGate } from '../../drafts/release-settings.ts'
import { Problem } from '../../problems/problem.ts'
import { type Answer, jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { entityTag, versionOfEntityTag } from '../request/entity-tag.ts'

/** How policies are released, and how their versions differ. */
export function releaseRoutes(deps: {
  readonly drafts: Drafts
}): OperationHandlers<'getRelease' | 'changeRelease' | 'getPolicyDifference'> {
  const { drafts } = deps
  return {
    getRelease: async ({ path }) => releaseAnswer(await drafts.release(path.name)),
    changeRelease: async ({ path, headers, body }, { author, caller }) => {
      const tag = headers['if-match']
      if (tag === undefined) {
        throw new Problem('version_required', 'Send If-Match with the ETag of GET; "0" where nothing was set.')
      }
      const { four_eyes, publish_gate } = body
      const changed = await drafts.changeRelease({
        policy: path.name,
        rules: { four_eyes, publish_gate: gateOf(publish_gate) },
        revision: versionOfEntityTag(tag),
        by: { name: author, key_id: caller?.id ?? null },
      })
      return releaseAnswer(changed)
    },
    getPolicyDifference: async ({ path, query }) => {
      const { from, to } = query
      const difference = await drafts.compareVersions(path.name, { from, to })
      return jsonAnswer<Operations['getPolicyDifference']['answer']>(200, { from, to, ...difference })
    },
  }
}

function releaseAnswer(release: KnownRelease): Answer {
  const { policy, revision, four_eyes, publish_gate, set_by, set_at } = release
  const answer = { policy, revision, four_eyes, publish_gate, set_by, set_at }
  return jsonAnswer<Operations['getRelease']['answer']>(200, answer, { ETag: entityTag(revision) })
}

/** The limits that were given. */
function gateOf(gate: Operations['changeRelease']['request']['body']['publish_gate']): PublishGate {
  const { max_extra_credit_per_day, max_flip_share, require_cases, require_proofs } = gate
  return {
    ...(max_extra_credit_per_day === undefined ? {} : { max_extra_credit_per_day }),
    ...(max_flip_share === undefined ? {} : { max_flip_share }),
    ...(require_cases === undefined ? {} : { require_cases }),
    ...(require_proofs === undefined ? {} : { require_proofs }),
  }
}
