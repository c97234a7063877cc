/** Whose personal data is to go, who wants it, and why. */
export interface ErasureCommand {
  readonly account: string
  /** Kept in the audit log for good: without any personal value. */
  readonly reason: string
  readonly author: string
}

/** An erasure as it is answered; JSON names, times UTC ISO 8601. */
export interface Erasure {
  /** Of the entry of the audit log that asks for it. */
  readonly id: string
  readonly account: string
  /** The last entry of the account that it is about. */
  readonly up_to: number
  /** Under way: much is to be erased, and the background goes on. */
  readonly status: 'done' | 'under_way'
  readonly reason: string
  readonly requested_by: string
  readonly requested_at: string
}

/** Removes personal data for good; any number of processes may do so at once. */
export interface Erasures {
  /**
   * Logs who asked, marks the account's stream, and removes what can be erased of all its entries so far. From the
   * mark on nothing of it is read by what writes. Problem account_not_found.
   */
  erase(command: ErasureCommand): Promise<Erasure>
  /** Goes on with erasures that were asked for and are not done, also by a process that died. Resolves to how many it ended. */
  resume(stopping?: AbortSignal): Promise<number>
  /**
   * Removes what can be erased of entries that are older than so many months, at the beginning of a day of UTC, in
   * all accounts; nothing for 0 months. Resolves to how many entries it erased.
   */
  retain(months: number, stopping?: AbortSignal): Promise<number>
}
