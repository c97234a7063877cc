import type { TextComparison, TextDifference } from '../policy/difference/compare-texts.ts'
import type { PolicyCheck, PublishedVersion } from '../policy/versions/policies.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import type { Problem } from '../problems/problem.ts'
import type { Draft, DraftState, Person } from './draft.ts'
import type { ReleaseRules } from './release-settings.ts'

/** Who acts on drafts, and whether that person may publish. */
export interface DraftActor extends Person {
  readonly may_publish: boolean
}

/** Which draft, and who acts on it. */
export interface OnDraft {
  readonly policy: string
  readonly id: string
  readonly by: DraftActor
}

/** The same, and the revision that the person knows. */
export interface OnRevision extends OnDraft {
  readonly revision: number
}

/** A new draft; what is left out follows from the newest version. */
export interface NewDraft {
  readonly policy: string
  readonly by: DraftActor
  readonly reason: string | null
  /** The version whose text it begins with. */
  readonly fromVersion?: number
  /** The version whose place it is to take; without it the one that it begins with. */
  readonly baseVersion?: number
  /** Its text, in place of a version's. */
  readonly text?: string
  /** It is to retire the policy. */
  readonly retires?: boolean
}

/** A new text for a draft; what is left out stays as it was. */
export interface DraftEdit extends OnRevision {
  readonly text: string
  readonly reason?: string
  /** Of a draft whose base is not the newest any more: the version that its writer has seen, and whose place the text now takes. */
  readonly baseVersion?: number
}

/** Why a draft cannot be published now. */
export interface Blocker {
  readonly code: string
  readonly detail: string
}

/** A draft as one person sees it. */
export interface DraftView {
  readonly draft: Draft
  /** Null where the policy has no version. */
  readonly newest: PolicyVersion | null
  /** What was found in the text; null where it retires the policy, is closed, or takes too long to check. */
  readonly check: PolicyCheck | null
  /** Everything that keeps this person from publishing it, as far as is soon known; empty where nothing does. */
  readonly blockers: readonly Blocker[]
}

/** What a draft, and what was published since it was made, made of its base. */
export interface DraftDifference {
  readonly base_version: number | null
  readonly newest_version: number | null
  readonly comparison: TextComparison
}

/** How a policy is released, and the revision of that: 0 where nothing was set. */
export interface KnownRelease extends ReleaseRules {
  readonly policy: string
  readonly revision: number
  readonly set_by: string | null
  readonly set_at: string | null
}

/** A version that a draft became. */
export interface PublishedDraft {
  readonly view: DraftView
  readonly version: PublishedVersion
}

/**
 * Drafts of policies. Every act is logged. Problems, beside those that are named: draft_not_found; draft_closed for an act
 * on what was published or discarded; revision_conflict (extensions `current_revision`, `acts` since the one that was
 * known) where the revision is not the newest.
 */
export interface Drafts {
  /** Problems policy_version_not_found; policy_not_found, policy_retired for one that is to retire nothing. */
  create(draft: NewDraft): Promise<DraftView>
  show(on: OnDraft): Promise<DraftView>
  /** The text as it is now. Problem draft_not_found. */
  textOf(policy: string, id: string): Promise<string>
  /** Newest first, at most `limit`, below the id `before`. */
  list(
    policy: string,
    page: { readonly state: DraftState | null; readonly before: string | null; readonly limit: number },
  ): Promise<readonly Draft[]>
  /** Stores a text, whatever is wrong with it. It voids every approval and ends a schedule. Problem policy_version_not_found. */
  edit(edit: DraftEdit): Promise<DraftView>
  comment(on: OnDraft, text: string): Promise<DraftView>
  /**
   * Agrees with the text that has the digest. Problems revision_conflict where the draft has another by now, approval_refused
   * for whoever wrote any of it.
   */
  approve(
    on: OnDraft,
    approval: { readonly sha256: string; readonly note: string | null; readonly overGate: boolean },
  ): Promise<DraftView>
  /** Takes back what this person approved of the text as it is; nothing where they approved none of it. */
  withdraw(on: OnDraft): Promise<DraftView>
  /** Publishes it as the next version, once. Problems as of publishing a text; approval_required, publish_gate. */
  publish(on: OnRevision, options: { readonly acceptBreaking: boolean }): Promise<PublishedDraft>
  /**
   * Has it published by this person at the time, milliseconds since the epoch, in place of a time that was set before. What
   * it needs it has to have by then. Problems invalid_request for a time that is over, approval_required for its last writer.
   */
  schedule(on: OnRevision, time: { readonly due: number; readonly acceptBreaking: boolean }): Promise<DraftView>
  /** Does nothing where it is not scheduled. */
  unschedule(on: OnDraft): Promise<DraftView>
  discard(on: OnRevision): Promise<DraftView>
  /** What it changes, and what was changed beside it since it was made. Problem too_complex. */
  difference(policy: string, id: string): Promise<DraftDifference>
  /** What one version changed of another. Problems policy_not_found, policy_version_not_found, too_complex. */
  compareVersions(policy: string, versions: { readonly from: number; readonly to: number }): Promise<TextDifference>
  release(policy: string): Promise<KnownRelease>
  /** Problems revision_conflict; invalid_request for a limit that this service cannot measure. */
  changeRelease(change: {
    readonly policy: string
    readonly rules: ReleaseRules
    readonly revision: number
    readonly by: Person
  }): Promise<KnownRelease>
  /** Logs what is missing because a process died between an act and its entry. Returns how many. */
  reconcile(): Promise<number>
  /** What is due by itself. */
  readonly due: DueDrafts
}

/** Drafts that are published by themselves. */
export interface DueDrafts {
  /** Whether one that this process knows of is due; asks no store. */
  isDue(): boolean
  /**
   * Publishes what is due, each draft once whoever else does it too; one that cannot be published is refused and says
   * why. Learns what is due next. Returns the drafts that were published or refused here.
   */
  publish(): Promise<readonly { readonly draft: Draft; readonly problem: Problem | null }[]>
}
