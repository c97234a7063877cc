import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { decideUntouched } from '../../src/decisions/decide-untouched.ts'
import { toldCircumstances } from '../../src/decisions/told-history.ts'
import { createDomain } from '../../src/domain.ts'
import { readHistory } from '../../src/policy/cases/read-history.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import type { LoadedPolicy } from '../../src/policy/versions/policies.ts'
import { surelyActive } from '../../src/policy/versions/presumed-policy.ts'
import { unpublishedVersion } from '../../src/policy/versions/unpublished-version.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { hostingRequests } from '../bench/requests/hosting-requests.mjs'
import { panelRequests } from '../bench/requests/panel-requests.mjs'

const clock = { now: () => Date.parse('2026-03-20T12:00:00Z') }

function load(name: string): LoadedPolicy {
  const text = readFileSync(`rules/${name}/policy.yaml`, 'utf8')
  const { policy } = parsePolicy(text)
  if (policy === null) throw new Error(`${name} has faults`)
  return { policy, version: unpublishedVersion(policy.name, text, clock), evaluator: createCompiledEvaluator(policy) }
}

/** The answer, or what is said of a request that is refused. */
const outcomeOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((error: unknown) => ({ refused: JSON.parse(JSON.stringify(error)) as unknown, said: String(error) }))

describe('an order that nothing happened to', () => {
  it.each([
    ['smm-panel', panelRequests(300, 5), {}],
    ['smm-panel', panelRequests(100, 6), { 'history.order_credited': '0.05', 'history.claims_30d': '12' }],
    ['hosting', hostingRequests(300, 7), {}],
  ])('is decided as a preview over an empty store decides (%s)', async (name, requests, history) => {
    const loaded = load(name)
    const { facts, errors } = readHistory(loaded.policy, history)
    expect(errors).toEqual([])
    const told = { facts, circumstances: toldCircumstances(loaded.policy, facts) }
    const get = async (): Promise<LoadedPolicy> => loaded
    const { decisions } = createDomain({
      storage: await openStorage('memory:'),
      clock,
      createEvaluator: createCompiledEvaluator,
      decidingPolicies: { active: get, newest: get, presumed: async () => surelyActive(loaded), version: get },
      toldHistory: told,
    })
    const wrong = [{}, { order: { id: 'o-1' } }, { account: { id: 'a-1' }, order: { id: '' } }, [], { colour: 'red' }]
    for (const json of [...requests, ...wrong]) {
      const question = { policy: loaded.policy.name, facts: json }
      const now = clock.now()
      expect(await outcomeOf(decideUntouched(loaded, json, { now, told }))).toEqual(
        await outcomeOf(decisions.preview(question)),
      )
    }
  })
})
