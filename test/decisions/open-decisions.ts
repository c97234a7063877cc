import { readFileSync } from 'node:fs'
import type { Decision } from '../../src/decisions/decision.ts'
import type { Decisions } from '../../src/decisions/decisions.ts'
import { createDomain } from '../../src/domain.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import type { Policies } from '../../src/policy/versions/policies.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type TestClock, testClock } from '../journal/test-clock.ts'

export { type TestClock, testClock } from '../journal/test-clock.ts'

export const shippedPolicy = readFileSync(new URL('../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8')

export interface OpenDecisions {
  readonly decisions: Decisions
  readonly policies: Policies
  readonly storage: Storage
  readonly clock: TestClock
  setPaused(paused: boolean): void
  publish(text: string, name?: string): Promise<number>
  /** Decides by the first policy that was published. */
  ask(facts: object, idempotencyKey?: string): Promise<Decision>
}

/** Refund decisions over a store, with policies published in the given order. */
export async function openDecisions(
  texts: readonly string[] = [shippedPolicy],
  storage: Storage = createMemoryStorage(),
): Promise<OpenDecisions> {
  const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
  let paused = false
  const { decisions, policies } = createDomain({
    storage,
    clock,
    createEvaluator: createCompiledEvaluator,
    approvalsPaused: async () => paused,
  })
  const nameOf = (text: string): string => /^name: *(\S+)/m.exec(text)?.[1] ?? ''
  const publish = async (text: string, name = nameOf(text)): Promise<number> =>
    (await policies.publish({ name, text, reason: null, author: 'test', expected: 'any', acceptBreaking: true }))
      .version
  for (const text of texts) await publish(text)
  const first = nameOf(texts[0] ?? '')
  return {
    decisions,
    policies,
    storage,
    clock,
    setPaused: (value) => {
      paused = value
    },
    publish,
    ask: async (facts, idempotencyKey) =>
      (await decisions.decide({ policy: first, facts, idempotencyKey: idempotencyKey ?? null, author: 'panel' }))
        .decision,
  }
}
