import type { Diagnostic } from '../../problems/diagnostic.ts'
import type { AtHand } from '../../time/at-hand.ts'
import type { CaseResult } from '../cases/case-result.ts'
import type { Evaluator } from '../evaluate/evaluator.ts'
import type { Policy } from '../model/policy.ts'
import type { BreakingFact } from './breaking-facts.ts'
import type { PolicyVersion, Release } from './policy-version.ts'

/** A published version, ready to decide. */
export interface LoadedPolicy {
  readonly version: PolicyVersion
  readonly policy: Policy
  readonly evaluator: Evaluator
}

/** The version that decided last in this process, and whether it still is the one that decides. */
export interface PresumedPolicy {
  readonly loaded: LoadedPolicy
  /** Read from the store by each call. */
  readonly isActive: () => AtHand<boolean>
}

/** A text to publish, by whom and why, and what must be the active version for it. */
export interface PublishCommand {
  readonly name: string
  readonly text: string
  readonly reason: string | null
  readonly author: string
  /** The version that was edited; `absent` for a new name; `any` where the publisher owns the policy and replaces whatever is there. */
  readonly expected: number | 'absent' | 'any'
  /** Whether it may be published although callers will be refused that were not before; no where it is left out. */
  readonly acceptBreaking?: boolean
  /** The draft that it comes from, which was found fit to be released. */
  readonly release?: Release
}

/** Which old text is to decide again; the rest as for a publish. */
export interface RestoreCommand extends Omit<PublishCommand, 'text' | 'expected'> {
  /** The version whose text it is. */
  readonly version: number
  readonly expected: number | 'any'
}

/** Which policy is to decide nothing from now on. */
export interface RetireCommand {
  readonly name: string
  readonly reason: string
  readonly author: string
  readonly expected: number | 'any'
  /** As of a {@link PublishCommand}. */
  readonly release?: Release
}

/** A version that was published just now, and what its text is warned of. */
export interface PublishedVersion extends PolicyVersion {
  readonly warnings: readonly Diagnostic[]
}

/** Whether a text may be published: it has no error, and all its cases hold. */
export interface PolicyCheck {
  readonly valid: boolean
  readonly diagnostics: readonly Diagnostic[]
  /** Empty where the text has errors. */
  readonly cases: readonly CaseResult[]
  /** Which callers of the newest version would be refused under this text; empty where either cannot be read. */
  readonly breaking: readonly BreakingFact[]
}

/** Policies by name: published, found, loaded. */
export interface Policies {
  /** The version with the highest number, as the store has it at this call. Problems policy_not_found, policy_retired. */
  active(name: string): Promise<LoadedPolicy>
  /** The same, but of a retired policy the text that decided last: what has happened is booked by it. Problem policy_not_found. */
  newest(name: string): Promise<LoadedPolicy>
  /**
   * The same without waiting for the store where this process knows a version: other reads go on meanwhile. Whoever
   * decides by it waits for `isActive` before anything is written or answered, and begins again where that is false.
   */
  presumed(name: string): AtHand<PresumedPolicy>
  /** Problems policy_not_found, policy_version_not_found. */
  version(name: string, version: number): Promise<LoadedPolicy>
  /** The version that was the newest at that time (UTC ISO 8601). Problems policy_not_found, policy_version_not_found (it is before the first). */
  inForceAt(name: string, at: string): Promise<LoadedPolicy>
  /** Newest first, at most `limit`, below `before`. Problem policy_not_found. */
  versions(
    name: string,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly PolicyVersion[]>
  /** The newest version of every name, by name. */
  list(): Promise<readonly PolicyVersion[]>
  /** Parses, lints and runs the cases; stores nothing. A text that names another policy than `name` is a diagnostic. */
  check(name: string | null, text: string): Promise<PolicyCheck>
  /**
   * The text as if it were a version of the policy; nothing is stored, and its cases need not hold. Problems
   * policy_not_found (nothing was published under the name), invalid_policy (extension `diagnostics`).
   */
  unpublished(name: string, text: string): Promise<PolicyVersion>
  /**
   * The text as if it were published as the next version, also the first of a name: to be read by people, nothing decides
   * by it. Problem invalid_policy.
   */
  worded(name: string, text: string): Promise<LoadedPolicy>
  /** The same, ready to decide. Problem policy_not_found. */
  tried(name: string, text: string): Promise<LoadedPolicy>
  /**
   * Checks and appends version n+1, effective for every decision that begins after it returns.
   * Problems: invalid_policy (extension `diagnostics`), policy_cases_failed (extension `cases`),
   * version_conflict (extensions `current_version`, and `published` and `changes` since the one expected),
   * draft_required and publish_gate unless it is released by a draft, policy_unchanged (equal to the active text),
   * policy_breaks_callers (extension `breaking`) unless that is accepted; with `expected: 'any'`
   * policy_superseded (equal to an older text) and policy_retired: neither is undone by whoever did not look.
   */
  publish(command: PublishCommand): Promise<PublishedVersion>
  /** Publishes the text of an older version, or of a retired one, as version n+1. Problems as of `publish`, policy_version_not_found. */
  restore(command: RestoreCommand): Promise<PublishedVersion>
  /**
   * Appends a version n+1 under which nothing is decided, effective as a publish is; publishing ends it. Problems
   * policy_not_found, version_conflict, draft_required, policy_retired (it is so already).
   */
  retire(command: RetireCommand): Promise<PolicyVersion>
}
