import { sha256 } from '../../fingerprint/fingerprint.ts'
import { Problem } from '../../problems/problem.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** One thing that is wrong with a published version. */
export interface VersionFault {
  readonly policy: string
  readonly version: number
  readonly code: 'version_missing' | 'version_unreadable' | 'version_text_wrong'
  readonly message: string
}

/** How many versions were looked at, and every fault among them. */
export interface VersionVerification {
  readonly versions: number
  readonly faults: readonly VersionFault[]
}

/** Whether every version of every policy is there, from 1 on, and its text has the digest that decisions name. */
export async function verifyVersions(
  store: Pick<PolicyVersionStore, 'policyNames' | 'newestPolicyVersionNumber' | 'policyVersion'>,
): Promise<VersionVerification> {
  const faults: VersionFault[] = []
  let versions = 0
  for (const policy of await store.policyNames()) {
    const newest = (await store.newestPolicyVersionNumber(policy)) ?? 0
    for (let version = 1; version <= newest; version += 1) {
      versions += 1
      const fault = await versionFault(store, policy, version)
      if (fault !== null) faults.push({ policy, version, ...fault })
    }
  }
  return { versions, faults }
}

async function versionFault(
  store: Pick<PolicyVersionStore, 'policyVersion'>,
  policy: string,
  version: number,
): Promise<Pick<VersionFault, 'code' | 'message'> | null> {
  try {
    const found = await store.policyVersion(policy, version)
    if (found === null) return { code: 'version_missing', message: 'it is not there, but a newer version is' }
    if (sha256(found.text) === found.sha256) return null
    return { code: 'version_text_wrong', message: 'its text does not have its digest' }
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') {
      return { code: 'version_unreadable', message: error.detail }
    }
    throw error
  }
}
