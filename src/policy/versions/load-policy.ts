import { LRUCache } from 'lru-cache'
import { sha256 } from '../../fingerprint/fingerprint.ts'
import { Problem } from '../../problems/problem.ts'
import type { LoadedPolicy } from './policies.ts'
import { policyNotFound } from './policy-not-found.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'
import type { PrepareText } from './prepare-text.ts'

/** Finds versions by name and number, ready to decide. */
export interface PolicyLoader {
  /** Problems policy_not_found, policy_version_not_found; store_damaged for a stored text that this build cannot read. */
  load(name: string, version: number): Promise<LoadedPolicy>
}

interface LoaderDeps {
  readonly store: PolicyVersionStore
  readonly prepareText: PrepareText
}

type Compiled = Pick<LoadedPolicy, 'policy' | 'evaluator'>

const mostLoaded = 200
const mostCompiled = 100

/** Loads versions and keeps the most recently used ones compiled: by number, and by digest for texts that were published again. */
export function createPolicyLoader(deps: LoaderDeps): PolicyLoader {
  const loaded = new LRUCache<string, LoadedPolicy>({ max: mostLoaded })
  const compiled = new LRUCache<string, Promise<Compiled>>({ max: mostCompiled })
  return {
    load: async (name, number) => {
      const key = `${number}:${name}`
      const known = loaded.get(key)
      if (known !== undefined) return known
      const version = await findVersion(deps.store, name, number)
      const ready = await readyOnce(compiled, version, deps.prepareText)
      const policy = Object.freeze({ version: Object.freeze(version), ...ready })
      loaded.set(key, policy)
      return policy
    },
  }
}

/** Those who ask for the same text at the same time wait for the same work; what fails is tried again. */
async function readyOnce(
  compiled: LRUCache<string, Promise<Compiled>>,
  version: PolicyVersion,
  prepareText: PrepareText,
): Promise<Compiled> {
  const known = compiled.get(version.sha256)
  if (known !== undefined) return known
  const work = compile(prepareText, version)
  compiled.set(version.sha256, work)
  try {
    return await work
  } catch (error) {
    compiled.delete(version.sha256)
    throw error
  }
}

/** The version as it is stored. Problems policy_not_found, policy_version_not_found; store_damaged where the text is not the one of its digest. */
export async function findVersion(store: PolicyVersionStore, name: string, number: number): Promise<PolicyVersion> {
  const version = Number.isSafeInteger(number) && number > 0 ? await store.policyVersion(name, number) : null
  if (version !== null) {
    assertPublishedText(version)
    return version
  }
  const newest = await store.newestPolicyVersionNumber(name)
  if (newest === null) throw policyNotFound(name)
  throw new Problem('policy_version_not_found', `The policy "${name}" has versions 1 to ${newest}, not ${number}.`, {
    extensions: { policy: name, version: number, current_version: newest },
  })
}

/** The version ready to decide. Problem store_damaged for a text that this build cannot read, or that is not the one of its digest. */
export async function loadVersion(prepareText: PrepareText, version: PolicyVersion): Promise<LoadedPolicy> {
  assertPublishedText(version)
  return { version, ...(await compile(prepareText, version)) }
}

function assertPublishedText(version: PolicyVersion): void {
  if (sha256(version.text) === version.sha256) return
  throw new Problem('store_damaged', `${calledOf(version)} is not the text that was published: its digest differs.`)
}

function calledOf({ name, version }: PolicyVersion): string {
  return `Version ${version} of the policy "${name}"`
}

async function compile(prepareText: PrepareText, version: PolicyVersion): Promise<Compiled> {
  const ready = await prepareText(version.text)
  if (ready.policy === null) {
    const [first] = ready.diagnostics.filter(({ severity }) => severity === 'error')
    const fault = first === undefined ? '' : ` The first fault: line ${first.line}, ${first.message}`
    throw new Problem(
      'store_damaged',
      `${calledOf(version)} cannot be read by this build of the service; it was probably published by a newer one.${fault}`,
      { extensions: { policy: version.name, version: version.version } },
    )
  }
  return ready
}
