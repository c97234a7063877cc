import type { Json } from '../../fingerprint/canonical-json.ts'
import { sha256 } from '../../fingerprint/fingerprint.ts'
import { Problem } from '../../problems/problem.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** One thing that is wrong with a published version. */
export interface VersionFault {
  readonly policy: string
  readonly version: number
  readonly code:
    | 'version_missing'
    | 'version_unreadable'
    | 'version_text_wrong'
    | 'version_unlogged'
    | 'version_differs'
  readonly message: string
}

/** How many versions were looked at, and every fault among them. */
export interface VersionVerification {
  readonly versions: number
  readonly faults: readonly VersionFault[]
  /** Those that could be read, without their texts, to be compared with the administrative log. */
  readonly known: readonly Omit<PolicyVersion, 'text'>[]
}

type Versions = Pick<PolicyVersionStore, 'policyNames' | 'newestPolicyVersionNumber' | 'policyVersion'>

/** Whether every version of every policy is there, from 1 on, and its text has the digest that decisions name. */
export async function verifyVersions(store: Versions): Promise<VersionVerification> {
  const faults: VersionFault[] = []
  const known: Omit<PolicyVersion, 'text'>[] = []
  let versions = 0
  for (const policy of await store.policyNames()) {
    const newest = await newestNumber(store, policy)
    if (newest instanceof Problem) {
      faults.push({ policy, version: 0, code: 'version_unreadable', message: newest.detail })
      continue
    }
    for (let version = 1; version <= newest; version += 1) {
      versions += 1
      const found = await readVersion(store, policy, version)
      if ('code' in found) {
        faults.push({ policy, version, ...found })
        continue
      }
      const { text, ...said } = found
      known.push(said)
      if (sha256(text) === found.sha256) continue
      faults.push({ policy, version, code: 'version_text_wrong', message: 'its text does not have its digest' })
    }
  }
  return { versions, faults, known }
}

/** How many versions there are; a Problem where the policy is called as none can be. */
async function newestNumber(store: Versions, policy: string): Promise<number | Problem> {
  try {
    return (await store.newestPolicyVersionNumber(policy)) ?? 0
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid_request') return error
    throw error
  }
}

async function readVersion(
  store: Versions,
  policy: string,
  version: number,
): Promise<PolicyVersion | Pick<VersionFault, 'code' | 'message'>> {
  try {
    const found = await store.policyVersion(policy, version)
    return found ?? { code: 'version_missing', message: 'it is not there, but a newer version is' }
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') {
      return { code: 'version_unreadable', message: error.detail }
    }
    throw error
  }
}

/** An entry of the administrative log about a version. */
interface PublishAct {
  readonly kind: string
  readonly sequence: number
  readonly author: string
  readonly details: { readonly [name: string]: Json }
}

/**
 * Whether every version is the one that the log says was published, and none that it names is missing. What is logged
 * is found by the JSON of name and number.
 */
export function versionsAgainstLog(
  { known, faults }: VersionVerification,
  logged: ReadonlyMap<string, PublishAct>,
): readonly VersionFault[] {
  const found: VersionFault[] = []
  const there = new Set(faults.map(({ policy, version }) => JSON.stringify([policy, version])))
  for (const version of known) {
    const key = JSON.stringify([version.name, version.version])
    there.add(key)
    const fault = publicationFault(version, logged.get(key))
    if (fault !== null) found.push({ policy: version.name, version: version.version, ...fault })
  }
  for (const [key, { sequence, details }] of logged) {
    if (there.has(key)) continue
    const message = `entry ${sequence} of the audit log says that it was published, but it is not there`
    const { policy, version } = details
    if (typeof policy === 'string' && typeof version === 'number') {
      found.push({ policy, version, code: 'version_missing', message })
    }
  }
  return found
}

function publicationFault(
  { sha256: digest, author, reason, published_at, retired, release }: Omit<PolicyVersion, 'text'>,
  act: PublishAct | undefined,
): Pick<VersionFault, 'code' | 'message'> | null {
  if (act === undefined)
    return { code: 'version_unlogged', message: 'the audit log does not say that it was published' }
  const { details } = act
  const wrong = Object.entries({
    'its text': details['sha256'] === digest,
    'its author': act.author === author,
    'its reason': details['reason'] === reason,
    'its time': details['published_at'] === published_at,
    'its draft': (details['draft'] ?? null) === (release?.draft ?? null),
    'who approved it': JSON.stringify(details['approved_by'] ?? []) === JSON.stringify(release?.approved_by ?? []),
    'whether it retires the policy': (act.kind === 'policy_retired') === (retired === true),
  }).flatMap(([what, isSame]) => (isSame ? [] : [what]))
  if (wrong.length === 0) return null
  const message = `${wrong.join(', ')} is not what entry ${act.sequence} of the audit log says`
  return { code: 'version_differs', message }
}
