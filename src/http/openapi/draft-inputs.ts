import type { Header, Parameter, ResponseObject } from './document.ts'
import { draftExample } from './draft-examples.ts'
import { pathParameter, uuidSchema } from './inputs.ts'
import { locationHeader, policyNameParameter } from './parameters.ts'
import { schemaRef } from './schema.ts'

/** What the operations on drafts are listed under. */
export const draftTag = 'Drafts'

/** The paths of drafts, and of one of them. */
export const draftsPath = '/v1/policies/{name}/drafts'
export const draftPath = `${draftsPath}/{id}`

/** The policy and the draft of a path. */
export const onDraft: readonly Parameter[] = [
  policyNameParameter,
  pathParameter('id', 'Id of the draft.', uuidSchema, draftExample.id),
]

/** What a change of a draft is conditional on. */
export const ifRevisionParameter: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the draft as you know it. It is required.',
  schema: { type: 'string', pattern: '^"[1-9][0-9]{0,8}"$' },
  example: '"3"',
}

/** Its revision, for `If-Match`. */
const revisionHeader: Header = {
  description: 'The revision in quotes, to be sent back in `If-Match`.',
  required: true,
  schema: { type: 'string', pattern: '^"[1-9][0-9]*"$' },
  example: '"3"',
}

/** An answer with a draft. */
export function draftResponse(description: string, hasLocation = false): ResponseObject {
  const example = `/v1/policies/${draftExample.policy}/drafts/${draftExample.id}`
  return {
    description,
    headers: { ETag: revisionHeader, ...(hasLocation ? { Location: { ...locationHeader, example } } : {}) },
    content: { 'application/json': { schema: schemaRef('Draft'), example: draftExample } },
  }
}
