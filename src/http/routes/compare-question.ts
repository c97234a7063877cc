import type { Role } from '../../access/role.ts'
import type { CompareQuestion } from '../../decisions/comparison.ts'
import { Problem } from '../../problems/problem.ts'
import { givenInstant } from '../../time/given-instant.ts'
import { parseInstant } from '../../time/instant.ts'
import { mayReadFacts } from '../openapi/may-read-facts.ts'
import { rolesOf } from '../openapi/operation-roles.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { requestFaults } from '../request/request-fault.ts'

type Body = Operations['compareVersions']['request']['body']

/**
 * What a body asks to have compared. Problem invalid_request where it has neither or both of facts and decision, or
 * nothing to compare by; forbidden for what the roles may not.
 */
export function compareQuestion(body: Body, defaultPolicy: string, roles: readonly Role[]): CompareQuestion {
  const { versions = [], draft, text, at, traced = false } = body
  const by = [
    ...versions.map(comparedBy),
    ...(draft === undefined ? [] : [{ kind: 'draft', id: draft } as const]),
    ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
  ]
  if (by.length === 0) {
    throw requestFaults([{ pointer: '/versions', message: 'is needed where there is neither a draft nor a text' }])
  }
  if (draft !== undefined && !roles.some((role) => rolesOf('getDraft').includes(role))) {
    throw new Problem(
      'forbidden',
      'A draft is compared for a key with one of the roles read, review, edit, approve, publish, admin.',
    )
  }
  if (text !== undefined && !roles.some((role) => rolesOf('validatePolicy').includes(role))) {
    throw new Problem('forbidden', 'A text is compared for a key with one of the roles edit, publish, admin.')
  }
  if (at !== undefined && body.decision !== undefined) {
    throw requestFaults([{ pointer: '/at', message: 'cannot stand beside a decision, which was made at its own time' }])
  }
  const about = askedAbout(body, defaultPolicy, roles)
  return { about, by, traced, ...(at === undefined ? {} : { at: parseInstant(givenInstant(at)) }) }
}

function comparedBy(version: NonNullable<Body['versions']>[number]): CompareQuestion['by'][number] {
  return typeof version === 'number' ? { kind: 'version', version } : { kind: version }
}

function askedAbout(
  { decision, facts, policy, language }: Body,
  defaultPolicy: string,
  roles: readonly Role[],
): CompareQuestion['about'] {
  if ((decision === undefined) === (facts === undefined)) {
    throw requestFaults([{ pointer: '', message: 'must have either facts or a decision' }])
  }
  if (decision === undefined) return { policy: policy ?? defaultPolicy, facts, language: language ?? null }
  if (policy !== undefined) {
    throw requestFaults([{ pointer: '/policy', message: 'cannot stand beside a decision, which names its own' }])
  }
  if (!mayReadFacts(roles)) {
    throw new Problem('forbidden', 'A stored decision is compared for a key with one of the roles read, review, admin.')
  }
  return { decision }
}
