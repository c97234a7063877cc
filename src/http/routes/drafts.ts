import type { Draft, DraftState } from '../../drafts/draft.ts'
import type { Drafts, DraftView, OnDraft, OnRevision } from '../../drafts/drafts.ts'
import { validApprovals } from '../../drafts/release-faults.ts'
import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import { Problem } from '../../problems/problem.ts'
import { givenInstant } from '../../time/given-instant.ts'
import { parseInstant } from '../../time/instant.ts'
import { type Answer, type Immutable, jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { Call, OperationHandlers } from '../operations/operation-handler.ts'
import { entityTag, versionOfEntityTag } from '../request/entity-tag.ts'
import { publishedAnswer } from './published-answer.ts'

type DraftOperation =
  | 'createDraft'
  | 'listDrafts'
  | 'getDraft'
  | 'editDraft'
  | 'discardDraft'
  | 'commentOnDraft'
  | 'approveDraft'
  | 'withdrawApproval'
  | 'publishDraft'
  | 'scheduleDraft'
  | 'unscheduleDraft'
  | 'getDraftDifference'

type Shown = Immutable<Operations['getDraft']['answer']>
type Summary = Immutable<Operations['listDrafts']['answer']['items'][number]>
type OfDraft = Operations['getDraft']['request']['path']
type Conditional = Pick<Operations['discardDraft']['request'], 'path' | 'headers'>

/** Drafts of policies: made, written, agreed on, published now or later. Without If-Match no text is written or published. */
export function draftRoutes({ drafts }: { readonly drafts: Drafts }): OperationHandlers<DraftOperation> {
  return {
    createDraft: async ({ path, body }, call) => {
      const { from_version: fromVersion, base_version: baseVersion, text, reason, retires } = body
      const view = await drafts.create({
        policy: path.name,
        by: actorOf(call),
        reason: reason ?? null,
        ...(fromVersion === undefined ? {} : { fromVersion }),
        ...(baseVersion === undefined ? {} : { baseVersion }),
        ...(text === undefined ? {} : { text }),
        ...(retires === undefined ? {} : { retires }),
      })
      const { policy, id } = view.draft
      return draftAnswer(201, view, { Location: `/v1/policies/${policy}/drafts/${id}` })
    },
    listDrafts: async ({ path, query }) => {
      const limit = query.limit ?? 50
      const before = query.cursor === undefined ? null : readPageCursor(query.cursor)
      const state: DraftState | null = query.state ?? null
      const found = await drafts.list(path.name, { state, before, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const next_cursor = found.length > limit && last !== undefined ? writePageCursor(last.id) : null
      return jsonAnswer<Operations['listDrafts']['answer']>(200, { items: items.map(summaryOf), next_cursor })
    },
    getDraft: async ({ path }, call) => draftAnswer(200, await drafts.show(on(path, call))),
    editDraft: async ({ path, query, headers, body }, call) => {
      const { reason, base_version: baseVersion } = query
      const edit = { ...onRevision({ path, headers }, call), text: body }
      const view = await drafts.edit({
        ...edit,
        ...(reason === undefined ? {} : { reason }),
        ...(baseVersion === undefined ? {} : { baseVersion }),
      })
      return draftAnswer(200, view)
    },
    discardDraft: async (request, call) => draftAnswer(200, await drafts.discard(onRevision(request, call))),
    commentOnDraft: async ({ path, body }, call) => draftAnswer(201, await drafts.comment(on(path, call), body.text)),
    approveDraft: async ({ path, body }, call) => {
      const { sha256, note = null, over_gate: overGate = false } = body
      return draftAnswer(201, await drafts.approve(on(path, call), { sha256, note, overGate }))
    },
    withdrawApproval: async ({ path }, call) => draftAnswer(200, await drafts.withdraw(on(path, call))),
    publishDraft: async ({ path, query, headers }, call) => {
      const acceptBreaking = query.accept_breaking === 'true'
      const { version } = await drafts.publish(onRevision({ path, headers }, call), { acceptBreaking })
      return publishedAnswer(version)
    },
    scheduleDraft: async ({ path, headers, body }, call) => {
      const { due_at, accept_breaking: acceptBreaking = false } = body
      const due = parseInstant(givenInstant(due_at))
      return draftAnswer(200, await drafts.schedule(onRevision({ path, headers }, call), { due, acceptBreaking }))
    },
    unscheduleDraft: async ({ path }, call) => draftAnswer(200, await drafts.unschedule(on(path, call))),
    getDraftDifference: async ({ path }) => {
      const { comparison, ...versions } = await drafts.difference(path.name, path.id)
      return jsonAnswer<Operations['getDraftDifference']['answer']>(200, { ...versions, ...comparison })
    },
  }
}

function actorOf({ caller, author }: Call): OnDraft['by'] {
  const roles = caller?.roles ?? []
  const mayPublish = roles.includes('publish') || roles.includes('admin')
  return { name: author, key_id: caller?.id ?? null, may_publish: mayPublish }
}

function on({ name, id }: OfDraft, call: Call): OnDraft {
  return { policy: name, id, by: actorOf(call) }
}

function onRevision({ path, headers }: Conditional, call: Call): OnRevision {
  const tag = headers['if-match']
  if (tag !== undefined) return { ...on(path, call), revision: versionOfEntityTag(tag) }
  throw new Problem('version_required', 'Send If-Match with the ETag of the draft as you know it.')
}

function draftAnswer(status: number, view: DraftView, headers: Readonly<Record<string, string>> = {}): Answer {
  return jsonAnswer<Operations['getDraft']['answer']>(status, shown(view), {
    ETag: entityTag(view.draft.revision),
    ...headers,
  })
}

function shown({ draft, newest, check, blockers }: DraftView): Shown {
  const valid = validApprovals(draft)
  const newestVersion = newest?.version ?? null
  return {
    ...summaryOf(draft),
    text: draft.text,
    newest_version: newestVersion,
    is_stale: draft.state === 'open' && newestVersion !== draft.base_version,
    writers: draft.writers.map(({ name }) => name),
    comments: draft.comments.map(({ by, at, text }) => ({ by: by.name, at, text })),
    approvals: draft.approvals.map((approval) => {
      const { by, at, sha256, note, over_gate, withdrawn_at = null } = approval
      return { by: by.name, at, sha256, note, over_gate, withdrawn_at, is_valid: valid.includes(approval) }
    }),
    acts: draft.history.map(({ revision, act, by, at }) => ({ revision, act, by: by.name, at })),
    check,
    can_publish: blockers.length === 0,
    blocked_by: blockers,
  }
}

function summaryOf(draft: Draft): Summary {
  const { schedule } = draft
  return {
    id: draft.id,
    policy: draft.policy,
    revision: draft.revision,
    state: draft.state,
    sha256: draft.sha256,
    base_version: draft.base_version,
    retires: draft.retires,
    reason: draft.reason,
    created_by: draft.created_by.name,
    created_at: draft.created_at,
    edited_by: draft.edited_by.name,
    edited_at: draft.edited_at,
    schedule: schedule === null ? null : { ...schedule, by: schedule.by.name },
    refused: draft.refused,
    published_version: draft.published_version,
  }
}
