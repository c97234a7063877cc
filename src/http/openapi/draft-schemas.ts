import { draftActs, draftStates } from '../../drafts/draft.ts'
import { changedKinds } from '../../policy/difference/policy-change.ts'
import { closedBody, timeSchema } from './inputs.ts'
import { versionSchema } from './parameters.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }
const yes: Schema = { type: 'boolean' }
const count: Schema = { type: 'integer', minimum: 1 }
const countOrNull: Schema = { type: ['integer', 'null'], minimum: 1 }
const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const instant = schemaRef('Instant')
const reason: Schema = { type: 'string', minLength: 1, maxLength: 500 }
const said: Schema = { type: 'string', minLength: 1, maxLength: 4000, pattern: '\\S' }

/** What a draft is in a list: all but its text and what people said. */
const summaryProperties = {
  id: text,
  policy: text,
  revision: {
    ...count,
    description: 'Of the draft: its `ETag` is this number in quotes. Every change makes the next.',
  },
  state: { type: 'string', enum: draftStates },
  sha256: { ...sha256, description: 'SHA-256 of the text (UTF-8): what an approval names.' },
  base_version: { ...countOrNull, description: 'The version whose place it is to take; null for a new policy.' },
  retires: { ...yes, description: 'It is to retire the policy.' },
  reason: orNothing,
  created_by: text,
  created_at: instant,
  edited_by: { ...text, description: 'Who made it, or wrote its text last.' },
  edited_at: instant,
  schedule: orNull(schemaRef('DraftSchedule')),
  refused: { ...orNull(schemaRef('ScheduleRefusal')), description: 'Why it was not published when it was due.' },
  published_version: { ...countOrNull, description: 'The version that it became.' },
}

/** What the operations on drafts take and answer. */
export const draftSchemas: { readonly [name: string]: Schema } = {
  DraftSchedule: objectOf({ due_at: instant, by: text, at: instant, accept_breaking: yes }),
  ScheduleRefusal: objectOf({ due_at: instant, at: instant, code: text, detail: text }),
  DraftSummary: objectOf(summaryProperties),
  Draft: objectOf({
    ...summaryProperties,
    text: { type: 'string', description: 'As it was sent, to the byte; it may have errors.' },
    newest_version: { ...countOrNull, description: 'The newest version of the policy; null where it has none.' },
    is_stale: { ...yes, description: 'Whether its base is not the newest version any more.' },
    writers: { ...listOf(text), description: 'Everyone who wrote its text: whose approval does not count.' },
    comments: listOf(objectOf({ by: text, at: instant, text })),
    approvals: listOf(schemaRef('DraftApproval')),
    acts: { ...listOf(schemaRef('DraftAct')), description: 'The newest of what was done to it, oldest first.' },
    check: {
      ...orNull(schemaRef('PolicyCheck')),
      description: 'What was found in the text; null for one that is closed, retires, or takes too long to check.',
    },
    can_publish: {
      ...yes,
      description: 'Whether the key of this request may publish it now, as far as is soon known.',
    },
    blocked_by: {
      ...listOf(objectOf({ code: text, detail: text })),
      description: 'Everything that keeps it from being published by this key; codes as of problems.',
    },
  }),
  DraftApproval: objectOf({
    by: text,
    at: instant,
    sha256,
    note: orNothing,
    over_gate: { ...yes, description: 'It may be published although it is over a limit of the gate.' },
    withdrawn_at: { ...orNull(instant), description: 'Since when the person does not agree any more.' },
    is_valid: { ...yes, description: 'No: it was withdrawn, the text was edited since, or its writer approved it.' },
  }),
  DraftAct: objectOf({ revision: count, act: { type: 'string', enum: draftActs }, by: text, at: instant }),
  DraftPage: objectOf({
    items: listOf(schemaRef('DraftSummary')),
    next_cursor: { ...orNothing, description: 'For the next page; null on the last.' },
  }),
  DraftRequest: closedBody(
    {
      from_version: { ...versionSchema, description: 'The version whose text it begins with; left out, the newest.' },
      base_version: {
        ...versionSchema,
        description: 'The version whose place it is to take; left out, the one that it begins with.',
      },
      text: { type: 'string', maxLength: 1_048_576, description: 'Its text, in place of a version’s.' },
      reason: { ...reason, description: 'Why; it becomes the reason of the version.' },
      retires: { ...yes, default: false, description: 'It is to retire the policy; it has no text of its own.' },
    },
    ['from_version', 'base_version', 'text', 'reason', 'retires'],
  ),
  DraftCommentRequest: closedBody({ text: said }),
  DraftApprovalRequest: closedBody(
    {
      sha256: { ...sha256, description: 'Of the text that is approved.' },
      note: said,
      over_gate: { ...yes, default: false, description: 'To be published also where it is over a limit of the gate.' },
    },
    ['note', 'over_gate'],
  ),
  DraftScheduleRequest: closedBody(
    {
      due_at: { ...timeSchema, description: 'When it is to be published: to come, with an offset.' },
      accept_breaking: { ...yes, default: false },
    },
    ['accept_breaking'],
  ),
  PolicyChange: {
    ...objectOf({
      kind: { type: 'string', enum: changedKinds },
      name: text,
      change: { type: 'string', enum: ['added', 'removed', 'moved', 'changed'] },
      part: { ...orNothing, description: 'What of it changed, such as `condition`.' },
      from: orNothing,
      to: orNothing,
      message: text,
    }),
    description: 'One difference in the terms of the policy.',
  },
  TextDifference: objectOf({
    changes: {
      type: ['array', 'null'],
      items: schemaRef('PolicyChange'),
      description: 'In the terms of the policy; null where one of the texts has errors.',
    },
    unified: {
      ...orNothing,
      description: 'Line by line, as a unified difference; null where the texts have too little in common.',
    },
  }),
  PolicyDifference: objectOf({
    from: count,
    to: count,
    changes: { type: ['array', 'null'], items: schemaRef('PolicyChange') },
    unified: orNothing,
  }),
  DraftDifference: objectOf({
    base_version: countOrNull,
    newest_version: countOrNull,
    mine: { ...schemaRef('TextDifference') },
    theirs: {
      ...orNull(schemaRef('TextDifference')),
      description: 'What was published since; null where the base is the newest version.',
    },
    merged: {
      ...orNull(objectOf({ text, has_conflicts: yes })),
      description: 'Both in one text; where both changed the same lines, they stand between marks.',
    },
  }),
}
