import { createJudgeCase } from '../decisions/judge-case.ts'
import { createCompiledEvaluator } from '../policy/evaluate/compiled.ts'
import { type CheckTask, checkPolicy } from '../policy/versions/check-policy.ts'
import type { PolicyCheck } from '../policy/versions/policies.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { noteSteps } from './check-progress.ts'

/** A text to check, and where to tell how far it has come. */
export interface CheckThreadTask extends CheckTask {
  readonly progress: SharedArrayBuffer
}

/** Checks a policy text in the thread that runs this file. */
export function run({ progress, ...task }: CheckThreadTask): Promise<PolicyCheck> {
  return checkPolicy(createJudgeCase(createCompiledEvaluator), task, noteSteps(progress, monotonicClock))
}
