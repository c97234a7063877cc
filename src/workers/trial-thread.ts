import { decideUntouched } from '../decisions/decide-untouched.ts'
import { toldIn } from '../decisions/told-history.ts'
import type { Line } from '../lines/split-lines.ts'
import { createCompiledEvaluator } from '../policy/evaluate/compiled.ts'
import { type FlatPolicy, unflattenPolicy } from '../policy/versions/flat-policy.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { systemClock } from '../time/clock.ts'
import { atOnce } from '../time/in-slices.ts'
import { answerLines, type TrialAnswer } from './answer-lines.ts'
import { threadData } from './thread-pool.ts'

/** A policy, read elsewhere, and what it is tried in; plain data, which a thread gets once, when it begins. */
export interface TrialSetting {
  readonly policy: FlatPolicy
  readonly version: PolicyVersion
  /** What the history facts say, the same for every line. */
  readonly history: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch; null: the time at which a line is decided. */
  readonly now: number | null
}

const { policy: flat, version, history, now } = threadData() as TrialSetting
const policy = atOnce(unflattenPolicy(flat))
const loaded = { version, policy, evaluator: createCompiledEvaluator(policy) }
const told = toldIn(policy, history)

/** Decides lines in the thread that runs this file. */
export function run(lines: readonly Line[]): Promise<TrialAnswer> {
  return answerLines((facts) => decideUntouched(loaded, facts, { now: now ?? systemClock.now(), told }), lines)
}
