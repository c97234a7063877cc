import { LRUCache } from 'lru-cache'
import { sha256 } from '../../fingerprint/fingerprint.ts'
import { Problem } from '../../problems/problem.ts'
import type { PrepareEvaluator } from '../evaluate/evaluator.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import type { LoadedPolicy } from './policies.ts'
import { policyNotFound } from './policy-not-found.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'

/** Finds versions by name and number, ready to decide. */
export interface PolicyLoader {
  /** Problems policy_not_found, policy_version_not_found; store_damaged for a stored text that this build cannot read. */
  load(name: string, version: number): Promise<LoadedPolicy>
}

interface LoaderDeps {
  readonly store: PolicyVersionStore
  readonly createEvaluator: PrepareEvaluator
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
      const version = await stored(deps.store, name, number)
      const ready = await readyOnce(compiled, version, deps.createEvaluator)
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
  createEvaluator: PrepareEvaluator,
): Promise<Compiled> {
  const known = compiled.get(version.sha256)
  if (known !== undefined) return known
  const work = compile(createEvaluator, version)
  compiled.set(version.sha256, work)
  try {
    return await work
  } catch (error) {
    compiled.delete(version.sha256)
    throw error
  }
}

async function stored(store: PolicyVersionStore, name: string, number: number): Promise<PolicyVersion> {
  const version = Number.isSafeInteger(number) && number > 0 ? await store.policyVersion(name, number) : null
  if (version !== null) return version
  const newest = await store.newestPolicyVersionNumber(name)
  if (newest === null) throw policyNotFound(name)
  throw new Problem('policy_version_not_found', `The policy "${name}" has versions 1 to ${newest}, not ${number}.`, {
    extensions: { policy: name, version: number, current_version: newest },
  })
}

/** The version ready to decide. Problem store_damaged for a text that this build cannot read, or that is not the one of its digest. */
export async function loadVersion(createEvaluator: PrepareEvaluator, version: PolicyVersion): Promise<LoadedPolicy> {
  return { version, ...(await compile(createEvaluator, version)) }
}

async function compile(createEvaluator: PrepareEvaluator, version: PolicyVersion): Promise<Compiled> {
  const called = `Version ${version.version} of the policy "${version.name}"`
  if (sha256(version.text) !== version.sha256) {
    throw new Problem('store_damaged', `${called} is not the text that was published: its digest differs.`)
  }
  const { policy, diagnostics } = parsePolicy(version.text)
  if (policy === null) {
    const [first] = diagnostics.filter(({ severity }) => severity === 'error')
    const fault = first === undefined ? '' : ` The first fault: line ${first.line}, ${first.message}`
    throw new Problem(
      'store_damaged',
      `${called} cannot be read by this build of the service; it was probably published by a newer one.${fault}`,
      { extensions: { policy: version.name, version: version.version } },
    )
  }
  return { policy, evaluator: await createEvaluator(policy) }
}
