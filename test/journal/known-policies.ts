import { sha256 } from '../../src/fingerprint/fingerprint.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import type { LoadedPolicy, Policies } from '../../src/policy/versions/policies.ts'
import { policyNotFound } from '../../src/policy/versions/policy-not-found.ts'
import type { PolicyVersion } from '../../src/policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../../src/policy/versions/policy-version-store.ts'
import { surelyActive } from '../../src/policy/versions/presumed-policy.ts'

/** Texts compiled once for all tests of a file: publishing one costs no more than a write. */
const compiled = new Map<string, Omit<LoadedPolicy, 'version'>>()

/** The policies of a store, read as the service reads them; texts are taken as they are, their cases are not run. */
export function createKnownPolicies(
  store: PolicyVersionStore,
): Pick<Policies, 'active' | 'newest' | 'presumed' | 'version' | 'list'> {
  const loaded = new Map<string, LoadedPolicy>()
  const version = async (name: string, number: number): Promise<LoadedPolicy> => {
    const known = loaded.get(`${number} ${name}`)
    if (known !== undefined) return known
    const stored = await store.policyVersion(name, number)
    if (stored === null) throw new Error(`${name} has no version ${number}`)
    const policy = { version: stored, ...compile(stored.text) }
    loaded.set(`${number} ${name}`, policy)
    return policy
  }
  const active = async (name: string): Promise<LoadedPolicy> => {
    const newest = await store.newestPolicyVersionNumber(name)
    if (newest === null) throw policyNotFound(name)
    return version(name, newest)
  }
  const list = async (): Promise<readonly PolicyVersion[]> =>
    Promise.all((await store.policyNames()).map(async (name) => (await active(name)).version))
  return { version, active, newest: active, presumed: async (name) => surelyActive(await active(name)), list }
}

/** Appends the text as the next version, effective at once. */
export async function publishUnchecked(store: PolicyVersionStore, name: string, text: string): Promise<number> {
  compile(text)
  const published = { author: 'test', reason: null, published_at: '2026-03-01T12:00:00.000Z' }
  for (;;) {
    const version = ((await store.newestPolicyVersionNumber(name)) ?? 0) + 1
    if (await store.appendPolicyVersion({ name, version, sha256: sha256(text), text, ...published })) return version
  }
}

function compile(text: string): Omit<LoadedPolicy, 'version'> {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const { policy, diagnostics } = parsePolicy(text)
  if (policy === null) throw new Error(diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  const loaded = { policy, evaluator: createCompiledEvaluator(policy) }
  compiled.set(text, loaded)
  return loaded
}
