import { type AtHand, goOn } from '../../time/at-hand.ts'
import type { Clock } from '../../time/clock.ts'
import { createPolicyLoader, findVersion, loadVersion } from './load-policy.ts'
import type { LoadedPolicy, Policies } from './policies.ts'
import { policyNotFound } from './policy-not-found.ts'
import { policyRetired } from './policy-retired.ts'
import type { PolicyVersion } from './policy-version.ts'
import type { PolicyVersionStore } from './policy-version-store.ts'
import type { PrepareText } from './prepare-text.ts'
import { surelyActive } from './presumed-policy.ts'
import { errorsFault } from './publish-faults.ts'
import { type PublishDeps, publishPolicy } from './publish-policy.ts'
import { retirePolicy } from './retire-policy.ts'
import { unpublishedVersion } from './unpublished-version.ts'
import { versionInForce } from './version-in-force.ts'

/** What policies need: their store, a clock, and the means to make a text ready to decide by. */
export interface PoliciesDeps extends PublishDeps {
  readonly store: PolicyVersionStore
  readonly clock: Clock
  readonly prepareText: PrepareText
}

/** The policies of a store. Versions are immutable, so what was compiled once is kept; which one is newest the store is asked at every call. */
export function createPolicies(deps: PoliciesDeps): Policies {
  const { store } = deps
  const loader = createPolicyLoader(deps)
  const lately = new Map<string, LoadedPolicy>()
  const newest = async (name: string): Promise<LoadedPolicy> => {
    const number = await store.newestPolicyVersionNumber(name)
    if (number === null) throw policyNotFound(name)
    return loader.load(name, number)
  }
  const active = async (name: string): Promise<LoadedPolicy> => {
    const loaded = await newest(name)
    if (loaded.version.retired === true) throw policyRetired(loaded.version)
    lately.set(name, loaded)
    return loaded
  }
  const soundText = async (name: string, text: string, before: string | null): Promise<PolicyVersion> => {
    const fault = errorsFault((await deps.checkText({ name, text, before })).diagnostics)
    if (fault !== null) throw fault
    return unpublishedVersion(name, text, deps.clock)
  }
  const tryText = async (name: string, text: string): Promise<PolicyVersion> => {
    const before = await store.newestPolicyVersion(name)
    if (before === null) throw policyNotFound(name)
    return soundText(name, text, before.text)
  }
  return {
    active,
    newest,
    presumed: (name) => {
      const known = lately.get(name)
      if (known === undefined) return active(name).then(surelyActive)
      const { version } = known.version
      const isActive = (): AtHand<boolean> =>
        goOn(
          store.newestPolicyVersionNumber(name),
          (newestNumber) => newestNumber === version || active(name).then((found) => found.version.version === version),
        )
      return { loaded: known, isActive }
    },
    version: (name, version) => loader.load(name, version),
    inForceAt: async (name, at) => loader.load(name, await versionInForce(store, name, at)),
    versions: async (name, { before, limit }) => {
      const found = await store.policyVersions(name, before, limit)
      if (found.length === 0 && (await store.newestPolicyVersionNumber(name)) === null) throw policyNotFound(name)
      return found
    },
    list: async () => {
      const names = await store.policyNames()
      const found = await Promise.all(names.map((name) => store.newestPolicyVersion(name)))
      return found.filter((version): version is PolicyVersion => version !== null)
    },
    check: async (name, text) => {
      const before = name === null ? null : await store.newestPolicyVersion(name)
      return deps.checkText({ name, text, before: before?.text ?? null })
    },
    unpublished: tryText,
    worded: async (name, text) => {
      const sound = await soundText(name, text, null)
      const version = ((await store.newestPolicyVersionNumber(name)) ?? 0) + 1
      return loadVersion(deps.prepareText, { ...sound, version })
    },
    tried: async (name, text) => loadVersion(deps.prepareText, await tryText(name, text)),
    publish: (command) => publishPolicy(deps, command),
    restore: async ({ version, ...command }) => {
      const { text } = await findVersion(store, command.name, version)
      const reason = command.reason ?? `the text of version ${version} again`
      return publishPolicy(deps, { ...command, text, reason }, { mayUndo: true })
    },
    retire: (command) => retirePolicy(deps, command),
  }
}
