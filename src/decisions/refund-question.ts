/** A backend's question: what does the policy say of these facts? */
export interface RefundQuestion {
  /** Name of the policy. */
  readonly policy: string
  /** Nested JSON as it was received. */
  readonly facts: unknown
  /** The language of the answer's texts; null or left out: as the facts say, else the policy's first. */
  readonly language?: string | null
}
