/** Who did something: a key has an id, the command line and the service itself have none. */
export interface Person {
  readonly name: string
  readonly key_id: string | null
}

/** What a person said of a draft. */
export interface DraftComment {
  readonly by: Person
  readonly at: string
  readonly text: string
}

/** That a person agrees with one text of a draft; a later edit voids it. */
export interface DraftApproval {
  readonly by: Person
  readonly at: string
  /** Of the text that was approved. */
  readonly sha256: string
  /** Which edit put the text there: the same text put there again is another one. */
  readonly edit: number
  readonly note: string | null
  /** Whether it is to be published also where it is over a limit of the gate. */
  readonly over_gate: boolean
  /** UTC ISO 8601: since when the person does not agree any more; left out where they do. */
  readonly withdrawn_at?: string
}

/** When a draft is to be published, and who said so: that person is its publisher. An edit ends it. */
export interface DraftSchedule {
  /** UTC ISO 8601. */
  readonly due_at: string
  readonly by: Person
  readonly at: string
  readonly accept_breaking: boolean
}

/** Why a draft was not published when it was due. */
export interface ScheduleRefusal {
  readonly due_at: string
  readonly at: string
  /** The code of the problem. */
  readonly code: string
  readonly detail: string
}

/** What becomes of a draft. */
export const draftActs = [
  'created',
  'edited',
  'commented',
  'approved',
  'withdrawn',
  'scheduled',
  'unscheduled',
  'refused',
  'published',
  'discarded',
] as const
export type DraftActKind = (typeof draftActs)[number]

/** One thing that was done to a draft, and the revision that it made. */
export interface DraftAct {
  readonly revision: number
  readonly act: DraftActKind
  readonly by: Person
  readonly at: string
}

export const draftStates = ['open', 'published', 'discarded'] as const
export type DraftState = (typeof draftStates)[number]

/**
 * A text on its way to become a version; it may have errors. Stored as it is here, JSON names; every change makes the
 * next revision of it, and what was published or discarded changes no more.
 */
export interface Draft {
  readonly id: string
  readonly policy: string
  /** From 1. */
  readonly revision: number
  readonly state: DraftState
  readonly text: string
  /** SHA-256 of the text (UTF-8). */
  readonly sha256: string
  /** How often a text was written into it. */
  readonly edits: number
  /** The version whose place it is to take; null for a policy that has none. */
  readonly base_version: number | null
  /** It is to retire the policy; its text is that of its base. */
  readonly retires: boolean
  readonly reason: string | null
  readonly created_by: Person
  readonly created_at: string
  /** Who made it, or wrote its text last. */
  readonly edited_by: Person
  readonly edited_at: string
  /** Everyone who wrote a text into it; who made it, where nobody did. */
  readonly writers: readonly Person[]
  readonly comments: readonly DraftComment[]
  /** Also those that a later edit voided, or that were withdrawn. */
  readonly approvals: readonly DraftApproval[]
  readonly schedule: DraftSchedule | null
  readonly refused: ScheduleRefusal | null
  /** The version that it became. */
  readonly published_version: number | null
  /** The newest of what was done to it, oldest first; the audit log has all of it. */
  readonly history: readonly DraftAct[]
}
