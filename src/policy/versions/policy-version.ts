/** One published text, or the retirement of one: immutable. The highest version of a name is the one that counts. */
export interface PolicyVersion {
  readonly name: string
  /** From 1, without gaps. */
  readonly version: number
  /** SHA-256 of the text (UTF-8). */
  readonly sha256: string
  /** The YAML as it was published, to the byte. */
  readonly text: string
  /** Name of the API key, or `system` for the shipped policy. */
  readonly author: string
  readonly reason: string | null
  /** UTC ISO 8601. */
  readonly published_at: string
  /** From this version on the policy decides nothing; `text` is that of the version before. Left out where it is not so. */
  readonly retired?: true
  /** The draft that it was, and who approved that; left out where it was published without one. */
  readonly release?: Release
}

/** Which draft became a version, and whose approvals it had. */
export interface Release {
  readonly draft: string
  /** Names of their API keys. */
  readonly approved_by: readonly string[]
}

/** What a decision keeps of the version that made it. */
export function referenceTo({
  name,
  version,
  sha256,
}: PolicyVersion): Pick<PolicyVersion, 'name' | 'version' | 'sha256'> {
  return { name, version, sha256 }
}
