import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Json } from '../fingerprint/canonical-json.ts'
import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { isActOn, isReleaseActOn } from './draft-audit.ts'
import type { DraftStore } from './draft-store.ts'
import { allDrafts } from './reconcile-drafts.ts'
import type { ReleaseSettingsStore } from './release-settings-store.ts'

/** One thing that is wrong with a draft, with how a policy is released, or with how a version was. */
export interface DraftFault {
  /** The draft's id; null where it is about none, or they cannot be read. */
  readonly draft: string | null
  readonly code:
    | 'draft_missing'
    | 'draft_unlogged'
    | 'draft_differs'
    | 'drafts_unreadable'
    | 'release_missing'
    | 'release_unlogged'
    | 'release_differs'
    | 'approval_missing'
  readonly message: string
}

/** What is kept of drafts and settings: digests, to be compared with the log. */
export interface KnownDrafts {
  readonly drafts: readonly Kept[]
  readonly releases: readonly Kept[]
  readonly faults: readonly DraftFault[]
}

/** A draft by its id, or settings by their policy and revision. */
interface Kept {
  readonly name: string
  readonly digest: string
  isLogged(entry: AuditEntry): boolean
}

/** Reads all drafts and settings of a store. */
export async function readDrafts(store: DraftStore & ReleaseSettingsStore): Promise<KnownDrafts> {
  const drafts: Kept[] = []
  const releases: Kept[] = []
  try {
    for await (const draft of allDrafts(store)) {
      drafts.push({ name: draft.id, digest: fingerprint(draft), isLogged: (entry) => isActOn(entry, draft) })
    }
    for (const settings of await store.allReleaseSettings()) {
      const name = `revision ${settings.revision} of how "${settings.policy}" is released`
      releases.push({ name, digest: fingerprint(settings), isLogged: (entry) => isReleaseActOn(entry, settings) })
    }
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'store_damaged')) throw error
    return { drafts: [], releases: [], faults: [{ draft: null, code: 'drafts_unreadable', message: error.detail }] }
  }
  return { drafts, releases, faults: [] }
}

/** Whether drafts and settings are as the entries of the log say, none is missing, and versions had the approvals that they name. */
export function verifyDrafts(
  known: KnownDrafts,
  versions: readonly Omit<PolicyVersion, 'text'>[],
  entries: readonly AuditEntry[],
): readonly DraftFault[] {
  if (known.faults.length > 0) return known.faults
  const acts = entries.filter(({ details }) => 'draft_sha256' in details)
  const changes = entries.filter(({ kind }) => kind === 'release_changed')
  return [
    ...known.drafts.flatMap((draft) => draftFaults(draft, acts)),
    ...missingDrafts(known, acts),
    ...known.releases.flatMap((settings) => releaseFaults(settings, changes)),
    ...missingReleases(known, changes),
    ...versions.flatMap((version) => approvalFaults(version, acts)),
  ]
}

function draftFaults({ name, digest, isLogged }: Kept, acts: readonly AuditEntry[]): readonly DraftFault[] {
  const act = acts.find(isLogged)
  const called = { draft: name }
  if (act === undefined) {
    return [{ ...called, code: 'draft_unlogged', message: 'the audit log does not say what was done to it last' }]
  }
  const newer = acts.find(
    ({ details }) => details['draft'] === name && isAbove(details['revision'], act.details['revision']),
  )
  const said = newer ?? act
  if (said.details['draft_sha256'] === digest) return []
  return [{ ...called, code: 'draft_differs', message: `it is not what entry ${said.sequence} of the audit log says` }]
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isAbove(revision: unknown, other: unknown): boolean {
  return typeof revision === 'number' && typeof other === 'number' && revision > other
}

function missingDrafts({ drafts }: KnownDrafts, acts: readonly AuditEntry[]): readonly DraftFault[] {
  const there = new Set(drafts.map(({ name }) => name))
  const made = acts.filter(({ kind, details }) => kind === 'draft_created' && !there.has(textOf(details['draft'])))
  return made.map(({ sequence, details }) => ({
    draft: textOf(details['draft']),
    code: 'draft_missing',
    message: `entry ${sequence} of the audit log says that it was made, but it is not there`,
  }))
}

function releaseFaults({ name, digest, isLogged }: Kept, changes: readonly AuditEntry[]): readonly DraftFault[] {
  const change = changes.find(isLogged)
  if (change === undefined) {
    return [{ draft: null, code: 'release_unlogged', message: `${name} is not in the audit log` }]
  }
  if (change.details['settings_sha256'] === digest) return []
  const message = `${name} is not what entry ${change.sequence} of the audit log says`
  return [{ draft: null, code: 'release_differs', message }]
}

function missingReleases({ releases }: KnownDrafts, changes: readonly AuditEntry[]): readonly DraftFault[] {
  const gone = changes.filter((change) => !releases.some(({ isLogged }) => isLogged(change)))
  return gone.map(({ sequence, details: { policy, revision } }) => ({
    draft: null,
    code: 'release_missing',
    message: `entry ${sequence} of the audit log says that revision ${textOf(revision)} of how "${textOf(policy)}" is released was set, but it is not there`,
  }))
}

/** Whoever a version says approved it, approved that very text of its draft, and did not withdraw that. */
function approvalFaults(
  { name, version, sha256, release }: Omit<PolicyVersion, 'text'>,
  acts: readonly AuditEntry[],
): readonly DraftFault[] {
  if (release === undefined) return []
  const agreeing = acts.filter(
    ({ kind, details }) =>
      (kind === 'draft_approved' || kind === 'draft_approval_withdrawn') &&
      details['draft'] === release.draft &&
      details['text_sha256'] === sha256,
  )
  const missing = release.approved_by.filter(
    (person) => agreeing.findLast(({ author }) => author === person)?.kind !== 'draft_approved',
  )
  return missing.map((person) => ({
    draft: release.draft,
    code: 'approval_missing',
    message: `the audit log does not say that ${person} approved the text of version ${version} of the policy "${name}"`,
  }))
}
