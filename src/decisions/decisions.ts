import type { StoredFacts } from '../journal/entry.ts'
import type { DecisionFilter, Page } from '../journal/journal-store.ts'
import type { CompareQuestion, Comparison } from './comparison.ts'
import type { Decision } from './decision.ts'
import type { DecisionTrace } from './explain.ts'
import type { Flips } from './flip.ts'
import type { RefundQuestion } from './refund-question.ts'
import type { Resolution } from './what-became.ts'

/** A question whose answer is stored. */
export interface RefundRequest extends RefundQuestion {
  readonly idempotencyKey: string | null
  /** Name of the API key that asks. */
  readonly author: string
}

/** The decision, and whether it was there before. */
export interface DecidedRefund {
  readonly decision: Decision
  /** True where the stored answer of an earlier request with the same key is given again. */
  readonly replayed: boolean
}

/** A decision that was not stored: no id. */
export type DecisionPreview = Omit<Decision, 'id'>

/** A stored decision, and what became of the review that it asked for. */
export interface FoundDecision extends Decision {
  readonly resolution?: Resolution
  /** The decision that took the place of its review. */
  readonly superseded_by?: string
}

/** A stored decision with its facts, its explanation and its entry's place, where asked for. */
export interface ExplainedDecision extends FoundDecision {
  /** By dotted name, as decided on, without those that were erased. */
  readonly facts?: StoredFacts
  /** How the version in effect came to it; null where personal data was erased. */
  readonly trace?: DecisionTrace | null
  readonly entry?: EntryPlace
}

/** Where the entry of a decision stands in its account's chain. */
export interface EntryPlace {
  /** From 1, without gaps within the account. */
  readonly sequence: number
  /** SHA-256 in hexadecimal, over the entry with the hash before it. */
  readonly hash: string
  /** Of the account's entry before; null for its first. */
  readonly previous_hash: string | null
}

/** What is added to a decision that is read. */
export interface DecisionInclude {
  readonly facts: boolean
  readonly trace: boolean
  readonly entry?: boolean
}

/** Refund decisions: made, stored, found and explained. Faults of a request are Problems. */
export interface Decisions {
  /**
   * Decides by the active version and stores the decision durably before it returns. Problems:
   * policy_not_found, invalid_facts (extension `errors`), order_conflict, idempotency_key_reused.
   */
  decide(request: RefundRequest): Promise<DecidedRefund>
  /** The same calculation; nothing is stored. */
  preview(question: RefundQuestion): Promise<DecisionPreview>
  /** The same facts by several versions; see {@link Comparison}. */
  compare(question: CompareQuestion): Promise<Comparison>
  /**
   * The smallest changes that would have flipped a denied decision, worded in the language; null: as the decision was.
   * Problems decision_not_found, decision_erased.
   */
  flips(id: string, language: string | null): Promise<Flips>
  /** Problem decision_not_found. */
  find(id: string, include: DecisionInclude): Promise<ExplainedDecision>
  /** Newest first; a malformed cursor is a Problem invalid_request. */
  list(
    filter: DecisionFilter,
    page: { readonly limit: number; readonly cursor: string | null },
  ): Promise<Page<FoundDecision>>
}
