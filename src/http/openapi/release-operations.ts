import type { Header, Parameter } from './document.ts'
import { differenceExample, draftExample, releaseExample } from './draft-examples.ts'
import { draftPath, draftResponse, ifRevisionParameter, onDraft, draftTag as tag } from './draft-inputs.ts'
import { jsonBody } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { policyNameParameter, versionSchema } from './parameters.ts'
import { acceptBreakingParameter, publishedAnswer, publishProblems } from './publishing-operations.ts'

const releaseTag: Header = {
  description: 'The revision of the settings in quotes, to be sent back in `If-Match`; `"0"` where nothing was set.',
  required: true,
  schema: { type: 'string', pattern: '^"[0-9]+"$' },
  example: '"1"',
}

const ifReleaseParameter: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the settings as you know them. It is required.',
  schema: { type: 'string', pattern: '^"(?:0|[1-9][0-9]{0,8})"$' },
  example: '"0"',
}

function comparedVersion(name: string, example: number): Parameter {
  return {
    name,
    in: 'query',
    required: true,
    description: `The version ${name} which.`,
    schema: versionSchema,
    example,
  }
}

const approving: readonly OperationDeclaration[] = [
  {
    id: 'approveDraft',
    ownTime: true,
    method: 'post',
    path: `${draftPath}/approvals`,
    tag,
    summary: 'Approve a draft',
    description:
      'Agrees with the text that has the digest; an edit voids it. Whoever made the draft or wrote some of its text ' +
      'cannot approve it.',
    parameters: onDraft,
    requestBody: jsonBody('Which text.', 'DraftApprovalRequest', { sha256: draftExample.sha256 }),
    answers: { 201: draftResponse('The draft with the approval.') },
    problems: ['draft_not_found', 'draft_closed', 'revision_conflict', 'approval_refused'],
  },
  {
    id: 'withdrawApproval',
    ownTime: true,
    method: 'delete',
    path: `${draftPath}/approvals`,
    tag,
    summary: 'Withdraw an approval',
    description:
      'Takes back what this key approved of the text as it is; nothing where it approved none of it. The approval stays ' +
      'among those of the draft, with the time.',
    parameters: onDraft,
    answers: { 200: draftResponse('The draft without the approval.') },
    problems: ['draft_not_found', 'draft_closed'],
  },
  {
    id: 'publishDraft',
    ownTime: true,
    method: 'post',
    path: `${draftPath}/publish`,
    tag,
    summary: 'Publish a draft',
    description:
      'Checks the text as any that is published, appends it as the next version, and closes the draft. Of several who ' +
      'publish at once one does; the others get 412 with what was done.',
    parameters: [...onDraft, acceptBreakingParameter, ifRevisionParameter],
    answers: publishedAnswer,
    problems: [
      ...publishProblems,
      'draft_not_found',
      'draft_closed',
      'revision_conflict',
      'approval_required',
      'policy_retired',
    ],
  },
  {
    id: 'scheduleDraft',
    ownTime: true,
    method: 'put',
    path: `${draftPath}/schedule`,
    tag,
    summary: 'Publish a draft later',
    description:
      'Has it published at a time, in the name of this key. It is refused then, and says so, where another version came ' +
      'between, an approval is missing or anything else keeps it back. An edit ends the schedule.',
    parameters: [...onDraft, ifRevisionParameter],
    requestBody: jsonBody('When.', 'DraftScheduleRequest', { due_at: '2026-12-01T00:00:00+01:00' }),
    answers: { 200: draftResponse('The draft with its time.') },
    problems: ['draft_not_found', 'draft_closed', 'version_required', 'revision_conflict', 'approval_required'],
  },
  {
    id: 'unscheduleDraft',
    ownTime: true,
    method: 'delete',
    path: `${draftPath}/schedule`,
    tag,
    summary: 'Do not publish a draft later',
    description: 'Takes its time away; nothing where it has none.',
    parameters: onDraft,
    answers: { 200: draftResponse('The draft without a time.') },
    problems: ['draft_not_found', 'draft_closed'],
  },
]

/** The operations that release drafts, say how a policy is released, and compare its versions. */
export const releaseOperations: readonly OperationDeclaration[] = [
  ...approving,
  {
    id: 'getRelease',
    method: 'get',
    path: '/v1/policies/{name}/release',
    tag,
    summary: 'How a policy is released',
    description: 'Whether four eyes are set, and the limits of its publish gate.',
    parameters: [policyNameParameter],
    answers: { 200: { ...jsonResponse('The settings.', 'Release', releaseExample), headers: { ETag: releaseTag } } },
    problems: [],
  },
  {
    id: 'changeRelease',
    method: 'put',
    path: '/v1/policies/{name}/release',
    tag,
    summary: 'Set how a policy is released',
    description:
      'For administrators alone, so that whoever may publish cannot loosen it. It may be set before the first version, ' +
      'and stands in the audit log.',
    parameters: [policyNameParameter, ifReleaseParameter],
    requestBody: jsonBody('All of the settings.', 'ReleaseRequest', {
      four_eyes: true,
      publish_gate: { require_cases: true },
    }),
    answers: { 200: { ...jsonResponse('The settings.', 'Release', releaseExample), headers: { ETag: releaseTag } } },
    problems: ['version_required', 'revision_conflict'],
  },
  {
    id: 'getPolicyDifference',
    ownTime: true,
    method: 'get',
    path: '/v1/policies/{name}/difference',
    tag: 'Policies',
    summary: 'Compare two versions',
    description: 'In the terms of the policy, and line by line.',
    parameters: [policyNameParameter, comparedVersion('from', 2), comparedVersion('to', 3)],
    answers: {
      200: jsonResponse('The difference.', 'PolicyDifference', { from: 2, to: 3, ...differenceExample }),
    },
    problems: ['policy_not_found', 'policy_version_not_found', 'too_complex'],
  },
]
