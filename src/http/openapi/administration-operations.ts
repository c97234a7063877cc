import { auditKinds } from '../../audit/audit-entry.ts'
import { decisionExample } from './decision-examples.ts'
import type { Parameter } from './document.ts'
import { closedBody, cursorParameter, jsonBody, reasonSchema } from './inputs.ts'
import { jsonResponse, pageOf } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { filterParameter, limitParameter, listParameter, policyFilter, timeParameter } from './parameters.ts'
import { objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'Administration'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' }

/** What the operations on the stop switch and the audit log take and answer. */
export const administrationSchemas: { readonly [name: string]: Schema } = {
  Approvals: {
    ...objectOf({
      paused: { type: 'boolean', description: 'Whether every decision that would pay waits for a person.' },
      since: orNull(schemaRef('Instant')),
      by: textOrNull,
      reason: textOrNull,
    }),
    description: 'Who last paused or resumed, when and why; nulls where nobody ever did.',
  },
  ReasonRequest: closedBody({ reason: reasonSchema }),
  AuditEntry: objectOf({
    sequence: { type: 'integer', minimum: 1 },
    id: text,
    kind: { type: 'string', enum: auditKinds },
    at: schemaRef('Instant'),
    author: text,
    details: { type: 'object', additionalProperties: true },
    approvals_paused: { type: 'boolean', description: 'Whether approvals are paused from this entry on.' },
    previous_hash: orNull(sha256),
    hash: { ...sha256, description: 'SHA-256 over the RFC 8785 text of all other members.' },
  }),
  AuditPage: pageOf('AuditEntry'),
}

const auditFilters: readonly Parameter[] = [
  listParameter('kind', 'Only these acts.', { words: auditKinds, example: ['policy_published', 'draft_approved'] }),
  filterParameter('author', 'Who did it: a name, or the id of the key that a draft was worked on with.', 'maria'),
  policyFilter('Acts on texts, drafts and settings of this policy.'),
  filterParameter(
    'subject',
    'What it was done to: the id of a draft, an API key or a request for erasure, or an account.',
    '019cb2d0-5a00-7c3e-9f51-2f6f0e6d7a11',
  ),
  timeParameter('from', 'Done at this time or later (RFC 3339).', '2026-11-01T00:00:00Z'),
  timeParameter('to', 'Done before this time (RFC 3339).', '2026-12-01T00:00:00Z'),
]

const pausedExample = {
  paused: true,
  since: '2026-11-23T08:00:00.000Z',
  by: 'maria',
  reason: 'The panel reports wrong statuses.',
}

const resumedExample = {
  paused: false,
  since: '2026-11-23T09:00:00.000Z',
  by: 'maria',
  reason: 'The panel reports right statuses again.',
}

const auditExample = {
  sequence: 7,
  id: decisionExample.id,
  kind: 'approvals_paused',
  at: pausedExample.since,
  author: pausedExample.by,
  details: { reason: pausedExample.reason },
  approvals_paused: true,
  previous_hash: decisionExample.policy.sha256,
  hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
}

/** The operations on the stop switch and the audit log. */
export const administrationOperations: readonly OperationDeclaration[] = [
  {
    id: 'getApprovals',
    method: 'get',
    path: '/v1/approvals',
    tag,
    summary: 'Are approvals paused?',
    description: 'The state of the stop switch, and who last used it.',
    parameters: [],
    answers: { 200: jsonResponse('The state.', 'Approvals', pausedExample) },
    problems: [],
  },
  {
    id: 'pauseApprovals',
    method: 'post',
    path: '/v1/approvals/pause',
    tag,
    summary: 'Pause approvals',
    description:
      'From the next decision on, in every process, what would pay waits for a person with the reason ' +
      '`approvals_paused`. Reviewers may still approve.',
    parameters: [],
    requestBody: jsonBody('Why.', 'ReasonRequest', { reason: pausedExample.reason }),
    answers: { 200: jsonResponse('They are paused.', 'Approvals', pausedExample) },
    problems: ['approvals_unchanged'],
  },
  {
    id: 'resumeApprovals',
    method: 'post',
    path: '/v1/approvals/resume',
    tag,
    summary: 'Resume approvals',
    description: 'Ends a pause. What waits goes on waiting for a person.',
    parameters: [],
    requestBody: jsonBody('Why.', 'ReasonRequest', { reason: resumedExample.reason }),
    answers: { 200: jsonResponse('They are resumed.', 'Approvals', resumedExample) },
    problems: ['approvals_unchanged'],
  },
  {
    id: 'listAuditEntries',
    method: 'get',
    path: '/v1/audit',
    tag,
    summary: 'Read the audit log',
    description:
      'Who drafted, approved, published, paused, made or revoked a key, and so on: newest first, in pages. Filters join ' +
      'with "and". A page that holds fewer than were asked for may have a `next_cursor` all the same: then the log was not ' +
      'yet looked through.',
    parameters: [...auditFilters, cursorParameter, limitParameter],
    answers: {
      200: jsonResponse('One page of the log.', 'AuditPage', { items: [auditExample], next_cursor: null }),
    },
    problems: [],
  },
]
