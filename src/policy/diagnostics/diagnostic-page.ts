/** What is written about one kind of fault: its page in the docs, and what `refund-policy explain` prints. */
export interface DiagnosticPage {
  /** What the fault is, and why it is one. */
  readonly means: string
  /** How to mend it. */
  readonly mend: string
  /**
   * Sections of a policy with the fault, a § before its place. They are put into the example policy; null
   * for what no text is known to bring about.
   */
  readonly wrong: string | null
  /** The same sections, mended: no fault and no warning is left. */
  readonly right: string | null
}

/** Pages by the code of the fault. */
export type DiagnosticPages = Readonly<Record<string, DiagnosticPage>>
