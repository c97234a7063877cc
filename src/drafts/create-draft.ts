import { sha256 } from '../fingerprint/fingerprint.ts'
import { policyNotFound } from '../policy/versions/policy-not-found.ts'
import { policyRetired } from '../policy/versions/policy-retired.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import type { Draft, Person } from './draft.ts'
import type { DraftDeps } from './draft-deps.ts'
import type { NewDraft } from './drafts.ts'

/** The draft that is wished for, not yet stored; see {@link Drafts}. */
export async function createDraft({ store, clock, newId }: DraftDeps, wish: NewDraft): Promise<Draft> {
  const { policy, reason, retires = false } = wish
  const newest = await store.newestPolicyVersion(policy)
  const from =
    wish.fromVersion === undefined ? newest : await versionOf(store, newest, { policy, version: wish.fromVersion })
  if (retires) assertRetires(policy, newest, wish)
  const text = wish.text ?? from?.text ?? `name: ${policy}\n`
  const by = personOf(wish.by)
  const now = clock.now()
  const at = formatInstant(now)
  return {
    id: newId(now),
    policy,
    revision: 1,
    state: 'open',
    text,
    sha256: sha256(text),
    edits: wish.text === undefined ? 0 : 1,
    base_version: knownVersion(wish.baseVersion ?? from?.version ?? null, newest, policy),
    retires,
    reason,
    created_by: by,
    created_at: at,
    edited_by: by,
    edited_at: at,
    writers: [by],
    comments: [],
    approvals: [],
    schedule: null,
    refused: null,
    published_version: null,
    history: [{ revision: 1, act: 'created', by, at }],
  }
}

/** The person alone. */
export function personOf({ name, key_id }: Person): Person {
  return { name, key_id }
}

/** The number of a version that there is, or null. Problem policy_version_not_found. */
export function knownVersion(version: number | null, newest: PolicyVersion | null, policy: string): number | null {
  if (version === null || version <= (newest?.version ?? 0)) return version
  throw versionNotFound(policy, version, newest)
}

async function versionOf(
  store: DraftDeps['store'],
  newest: PolicyVersion | null,
  { policy, version }: { readonly policy: string; readonly version: number },
): Promise<PolicyVersion> {
  const found = await store.policyVersion(policy, version)
  if (found === null) throw versionNotFound(policy, version, newest)
  return found
}

function versionNotFound(policy: string, version: number, newest: PolicyVersion | null): Problem {
  const there = newest === null ? 'no versions' : `versions 1 to ${newest.version}`
  return new Problem('policy_version_not_found', `The policy "${policy}" has ${there}, not ${version}.`, {
    extensions: { policy, version, current_version: newest?.version ?? null },
  })
}

function assertRetires(policy: string, newest: PolicyVersion | null, { text, fromVersion }: NewDraft): void {
  if (newest === null) throw policyNotFound(policy)
  if (newest.retired === true) throw policyRetired(newest)
  if (text === undefined && fromVersion === undefined) return
  throw new Problem('invalid_request', 'A draft that retires the policy has the text of its newest version.')
}
