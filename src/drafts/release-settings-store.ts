import type { ReleaseSettings } from './release-settings.ts'

/** How the texts of policies are released, append-only. Reads see every append that was answered before they began. */
export interface ReleaseSettingsStore {
  /** The highest revision of the policy; null where nothing was set. */
  releaseSettings(policy: string): Promise<ReleaseSettings | null>
  /** Writes the settings durably if (policy, revision) is free; false if it is taken: nothing is written. */
  appendReleaseSettings(settings: ReleaseSettings): Promise<boolean>
  /** All of them, by policy, revisions ascending. */
  allReleaseSettings(): Promise<readonly ReleaseSettings[]>
}
