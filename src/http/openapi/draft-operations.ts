import { draftStates } from '../../drafts/draft.ts'
import { differenceExample, draftExample, draftSummaryExample } from './draft-examples.ts'
import { draftPath, draftResponse, draftsPath, ifRevisionParameter, onDraft, draftTag as tag } from './draft-inputs.ts'
import { cursorParameter, jsonBody } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { limitParameter, policyNameParameter, versionSchema } from './parameters.ts'
import { policyBody } from './policy-inputs.ts'

/** The operations that make, show and write drafts. */
export const draftOperations: readonly OperationDeclaration[] = [
  {
    id: 'createDraft',
    ownTime: true,
    method: 'post',
    path: draftsPath,
    tag,
    summary: 'Make a draft',
    description:
      'Begins with the text of the newest version, of another one, or with one that is sent; for a name that has no ' +
      'version yet it is a new policy. Nothing is published.',
    parameters: [policyNameParameter],
    requestBody: jsonBody('What it begins with; nothing of it is required.', 'DraftRequest', {
      reason: draftExample.reason,
    }),
    answers: { 201: draftResponse('The draft.', true) },
    problems: ['policy_not_found', 'policy_version_not_found', 'policy_retired'],
  },
  {
    id: 'listDrafts',
    method: 'get',
    path: draftsPath,
    tag,
    summary: 'List the drafts',
    description: 'Newest first, in pages, without their texts.',
    parameters: [
      policyNameParameter,
      {
        name: 'state',
        in: 'query',
        required: false,
        description: 'Only those in this state.',
        schema: { type: 'string', enum: draftStates },
        example: 'open',
      },
      cursorParameter,
      limitParameter,
    ],
    answers: { 200: jsonResponse('One page.', 'DraftPage', { items: [draftSummaryExample], next_cursor: null }) },
    problems: ['policy_not_found'],
  },
  {
    id: 'getDraft',
    ownTime: true,
    method: 'get',
    path: draftPath,
    tag,
    summary: 'Read a draft',
    description:
      'The text with what was found in it, what people said, and everything that keeps it from being published by the ' +
      'key that asks.',
    parameters: onDraft,
    answers: { 200: draftResponse('The draft.') },
    problems: ['draft_not_found'],
  },
  {
    id: 'editDraft',
    ownTime: true,
    method: 'put',
    path: draftPath,
    tag,
    summary: 'Write the text of a draft',
    description:
      'Stores the text whatever is wrong with it, and says that. It voids every approval and ends a schedule. Who is ' +
      'late gets 412 with what was done meanwhile, and how the text that is there differs from the one that was sent.',
    parameters: [
      ...onDraft,
      {
        name: 'reason',
        in: 'query',
        required: false,
        description: 'Why; left out, it stays as it was.',
        schema: { type: 'string', minLength: 1, maxLength: 500 },
        example: draftExample.reason,
      },
      {
        name: 'base_version',
        in: 'query',
        required: false,
        description: 'For a draft that is stale: the version that was looked at, and whose place the text now takes.',
        schema: versionSchema,
        example: 4,
      },
      ifRevisionParameter,
    ],
    requestBody: policyBody,
    answers: { 200: draftResponse('The draft with its new text.') },
    problems: [
      'draft_not_found',
      'draft_closed',
      'version_required',
      'revision_conflict',
      'policy_version_not_found',
      'too_complex',
    ],
  },
  {
    id: 'discardDraft',
    ownTime: true,
    method: 'delete',
    path: draftPath,
    tag,
    summary: 'Discard a draft',
    description: 'It stays readable, and changes no more.',
    parameters: [...onDraft, ifRevisionParameter],
    answers: { 200: draftResponse('The draft, discarded.') },
    problems: ['draft_not_found', 'draft_closed', 'version_required', 'revision_conflict'],
  },
  {
    id: 'commentOnDraft',
    ownTime: true,
    method: 'post',
    path: `${draftPath}/comments`,
    tag,
    summary: 'Comment on a draft',
    description: 'Adds what you have to say; it decides nothing.',
    parameters: onDraft,
    requestBody: jsonBody('The comment.', 'DraftCommentRequest', { text: 'Does that hold for flexible tickets, too?' }),
    answers: { 201: draftResponse('The draft with the comment.') },
    problems: ['draft_not_found', 'draft_closed'],
  },
  {
    id: 'getDraftDifference',
    ownTime: true,
    method: 'get',
    path: `${draftPath}/difference`,
    tag,
    summary: 'What a draft changes',
    description:
      'Compared with its base, in the terms of the policy and line by line; and, where a newer version was published ' +
      'since, what that changed, and both in one text.',
    parameters: onDraft,
    answers: {
      200: jsonResponse('The difference.', 'DraftDifference', {
        base_version: 3,
        newest_version: 3,
        mine: differenceExample,
        theirs: null,
        merged: null,
      }),
    },
    problems: ['draft_not_found', 'too_complex'],
  },
]
