import { versionUrl } from '../ids/clause-url.ts'
import type { Policies } from '../policy/versions/policies.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import type { ShownVersion } from './dispute-pack.ts'

const pageSize = 100

/** The version that counted at the instant; null where the first one was published later. Problem policy_not_found. */
export async function versionAt(
  policies: Pick<Policies, 'versions'>,
  name: string,
  instant: string,
): Promise<ShownVersion | null> {
  let until: string | null = null
  for (let before: number | null = null; before !== 1; ) {
    const page: readonly PolicyVersion[] = await policies.versions(name, { before, limit: pageSize })
    for (const version of page) {
      if (version.published_at <= instant) return shown(version, until)
      until = version.published_at
    }
    before = page.at(-1)?.version ?? 1
  }
  return null
}

function shown(published: PolicyVersion, until: string | null): ShownVersion {
  const { name, version, sha256, text, published_at, retired } = published
  return { name, version, sha256, url: versionUrl(published), published_at, until, retired: retired === true, text }
}
