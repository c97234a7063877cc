import { Problem } from '../../problems/problem.ts'
import type { CompareTexts } from '../difference/compare-texts.ts'
import type { PublishCommand } from './policies.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** Versions that are told of; a conflict with more is an old one. */
const mostVersions = 50

/** What tells of a conflict: the versions, and who compares their texts. */
export interface ConflictDeps {
  readonly store: Pick<PolicyVersionStore, 'policyVersions'>
  readonly compareTexts: CompareTexts
}

/**
 * The conflict with what was published since the version that was expected: `published`, newest first, and `changes` in
 * the terms of the policy. As it was where nothing is known of that version.
 */
export async function conflictBetween(
  { store, compareTexts }: ConflictDeps,
  { name, expected }: Pick<PublishCommand, 'name' | 'expected'>,
  conflict: Problem,
): Promise<Problem> {
  if (typeof expected !== 'number') return conflict
  const found = await store.policyVersions(name, null, mostVersions)
  const [newest] = found
  const former = found.find(({ version }) => version === expected)
  if (newest === undefined || former === undefined) return conflict
  const published = found
    .filter(({ version }) => version > expected)
    .map(({ version, author, reason, published_at }) => ({ version, author, reason, published_at }))
  // Both texts were checked before they were published, within their time.
  const { mine } = await compareTexts({
    base: { name: 'before', text: former.text },
    mine: { name: 'after', text: newest.text },
    theirs: null,
  })
  const extensions = { ...conflict.extensions, published, changes: mine.changes ?? [] }
  return new Problem(conflict.code, conflict.detail, { extensions })
}
