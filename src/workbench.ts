import { decideUntouched } from './decisions/decide-untouched.ts'
import type { DecisionPreview, Decisions } from './decisions/decisions.ts'
import type { DecisionTrace } from './decisions/explain.ts'
import { createJudgeCase } from './decisions/judge-case.ts'
import { judgeStrength } from './decisions/judge-strength.ts'
import { type ToldHistory, toldIn } from './decisions/told-history.ts'
import { createDomain } from './domain.ts'
import { createCompiledEvaluator } from './policy/evaluate/compiled.ts'
import { parseAndLint } from './policy/lint/parse-and-lint.ts'
import type { StrengthCheck } from './policy/mutation/check-strength.ts'
import { checkPolicy } from './policy/versions/check-policy.ts'
import { type FlatPolicy, flattenPolicy } from './policy/versions/flat-policy.ts'
import type { LoadedPolicy, PolicyCheck } from './policy/versions/policies.ts'
import type { PolicyVersion } from './policy/versions/policy-version.ts'
import { surelyActive } from './policy/versions/presumed-policy.ts'
import { unpublishedVersion } from './policy/versions/unpublished-version.ts'
import type { Diagnostic } from './problems/diagnostic.ts'
import { openStorage } from './storage/open/open-storage.ts'
import type { Clock } from './time/clock.ts'

/** A policy text that decides without being published; nothing is kept. */
export interface TrialPolicy {
  /** Each order as if it were the first of its account. Problem invalid_facts. */
  decide(facts: unknown): Promise<DecisionPreview>
  /** The same, and how it came about. */
  explain(facts: unknown): Promise<{ readonly decision: DecisionPreview; readonly trace: DecisionTrace | null }>
  /** What another thread decides the same by; plain data. */
  handOver(): { readonly policy: FlatPolicy; readonly version: PolicyVersion }
}

/** Checks and tries policy texts without a store. */
export interface Workbench {
  /** Every fault of the text; its cases where it has none. */
  check(text: string): Promise<PolicyCheck>
  /** The same, and how strong its cases are, where they hold. */
  mutate(text: string): Promise<StrengthCheck>
  /**
   * The text ready to decide at the clock's time, whether its cases hold or not; null where it has faults.
   * `history` is what its history facts say, nested or by dotted name, the same for every decision; what it
   * leaves out is as in an account that nothing happened to. Problem invalid_facts for such as there are none.
   */
  load(
    text: string,
    clock: Clock,
    history?: Readonly<Record<string, unknown>>,
  ): { readonly trial: TrialPolicy | null; readonly diagnostics: readonly Diagnostic[] }
}

/** Wires a workbench. */
export function createWorkbench(): Workbench {
  return {
    check: (text) => checkPolicy(createJudgeCase(createCompiledEvaluator), { name: null, text, before: null }),
    mutate: (text) => judgeStrength({ name: null, text }),
    load: (text, clock, history = {}) => {
      const { policy, diagnostics } = parseAndLint(text)
      if (policy === null) return { trial: null, diagnostics }
      const version = unpublishedVersion(policy.name, text, clock)
      const loaded = { version, policy, evaluator: createCompiledEvaluator(policy) }
      return { trial: createTrial(loaded, clock, toldIn(policy, history)), diagnostics }
    },
  }
}

function createTrial(loaded: LoadedPolicy, clock: Clock, toldHistory: ToldHistory): TrialPolicy {
  const load = async (): Promise<LoadedPolicy> => loaded
  const decisionsOnNothing = async (): Promise<Decisions> =>
    createDomain({
      storage: await openStorage('memory:'),
      clock,
      createEvaluator: createCompiledEvaluator,
      decidingPolicies: { active: load, newest: load, presumed: async () => surelyActive(loaded), version: load },
      toldHistory,
    }).decisions
  const policy = loaded.policy.name
  return {
    decide: (facts) => decideUntouched(loaded, facts, { now: clock.now(), told: toldHistory }),
    explain: async (facts) => {
      const decisions = await decisionsOnNothing()
      const { decision } = await decisions.decide({ policy, facts, idempotencyKey: null, author: 'nobody' })
      const { id: _, trace = null, ...explained } = await decisions.find(decision.id, { facts: false, trace: true })
      return { decision: explained, trace }
    },
    handOver: () => ({ policy: flattenPolicy(loaded.policy), version: loaded.version }),
  }
}
