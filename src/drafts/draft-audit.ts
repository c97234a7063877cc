import type { AuditEntry } from '../audit/audit-entry.ts'
import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { Draft, DraftActKind } from './draft.ts'
import type { ReleaseSettings } from './release-settings.ts'

/** What the administrative log keeps of an act. */
export type LoggedAct = Pick<AuditEntry, 'kind' | 'author' | 'details'>

const kinds = {
  created: 'draft_created',
  edited: 'draft_edited',
  commented: 'draft_commented',
  approved: 'draft_approved',
  withdrawn: 'draft_approval_withdrawn',
  scheduled: 'draft_scheduled',
  unscheduled: 'draft_unscheduled',
  refused: 'draft_refused',
  published: 'draft_published',
  discarded: 'draft_discarded',
} as const satisfies Record<DraftActKind, AuditEntry['kind']>

/**
 * What the log says of the newest act on a draft. Its digest covers all of the draft, so that one that was changed by
 * another hand is found; what people wrote into it is not in the log.
 */
export function draftAct(draft: Draft): LoggedAct {
  const done = draft.history.at(-1)
  if (done === undefined) throw new TypeError('a draft has a history')
  const { id, policy, revision, sha256, base_version, retires } = draft
  const named = { policy, draft: id, revision, text_sha256: sha256, draft_sha256: fingerprint(draft) }
  return {
    kind: kinds[done.act],
    author: done.by.name,
    details: { ...named, key_of_author: done.by.key_id, base_version, retires, ...detailsOf(done.act, draft) },
  }
}

function detailsOf(act: DraftActKind, draft: Draft): LoggedAct['details'] {
  switch (act) {
    case 'created':
    case 'edited':
      return { reason: draft.reason }
    case 'approved':
      return { over_gate: draft.approvals.at(-1)?.over_gate ?? false }
    case 'scheduled':
      return { due_at: draft.schedule?.due_at ?? null }
    case 'refused':
      return { due_at: draft.refused?.due_at ?? null, code: draft.refused?.code ?? null }
    case 'published':
      return { published_version: draft.published_version }
    case 'commented':
    case 'withdrawn':
    case 'unscheduled':
    case 'discarded':
      return {}
  }
}

/** Whether the entry logs the revision that the draft has. */
export function isActOn({ details }: Pick<AuditEntry, 'details'>, { id, revision }: Draft): boolean {
  return details['draft'] === id && details['revision'] === revision
}

/** What the log says of a change of how a policy is released. */
export function releaseAct(settings: ReleaseSettings): LoggedAct {
  const { policy, revision, four_eyes, publish_gate, set_by } = settings
  return {
    kind: 'release_changed',
    author: set_by.name,
    details: {
      policy,
      revision,
      four_eyes,
      publish_gate: { ...publish_gate },
      settings_sha256: fingerprint(settings),
    },
  }
}

/** Whether the entry logs these settings. */
export function isReleaseActOn({ kind, details }: LoggedAct, { policy, revision }: ReleaseSettings): boolean {
  return kind === 'release_changed' && details['policy'] === policy && details['revision'] === revision
}
