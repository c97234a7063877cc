import type { ReleaseCandidate } from '../policy/versions/release-guard.ts'
import type { PublishGate } from './release-settings.ts'

export type GateLimit = keyof PublishGate

/** A limit that a text is over, and by what figure; JSON names. */
export interface GateFault {
  readonly limit: GateLimit
  /** What the policy's gate allows, as people read it: `100.00 USD`, `5 %`, `a case for every rule`. */
  readonly allowed: string
  /** What was found. */
  readonly found: string
}

/**
 * Measures one limit of a gate. It is asked only where the limit is set; an empty answer says that the text keeps it. What
 * cannot be measured is a fault, never an empty answer: a gate fails closed. A Problem that it throws ends the publication.
 */
export interface GateCheck {
  readonly limit: GateLimit
  /** Whether it is fast enough to be shown with a draft; others are asked when the draft is published. */
  readonly isQuick: boolean
  readonly faultsOf: (candidate: ReleaseCandidate, gate: PublishGate) => Promise<readonly GateFault[]>
}

/** The checks that a service has: a limit that none of them measures cannot be set. */
export type GateChecks = readonly GateCheck[]
