/** Which two versions are compared, and which is to be restored. */
export interface VersionsSearch {
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** The version that one is asked about restoring. */
  readonly restore?: number | undefined
}

/** What of an address can be compared; anything else is left out. */
export function readVersionsSearch({ from, to, restore }: Record<string, unknown>): VersionsSearch {
  return {
    ...(isVersion(from) ? { from } : {}),
    ...(isVersion(to) ? { to } : {}),
    ...(isVersion(restore) ? { restore } : {}),
  }
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}
