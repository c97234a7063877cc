import { createJudgeCase } from '../decisions/judge-case.ts'
import { judgeStrength } from '../decisions/judge-strength.ts'
import { type CompareTask, compareTexts, type TextComparison } from '../policy/difference/compare-texts.ts'
import { createCompiledEvaluator } from '../policy/evaluate/compiled.ts'
import type { StrengthCheck, StrengthTask } from '../policy/mutation/check-strength.ts'
import { type CheckTask, checkPolicy } from '../policy/versions/check-policy.ts'
import type { PolicyCheck } from '../policy/versions/policies.ts'
import { type PreparedText, type PrepareTask, prepareForTakeover } from '../policy/versions/prepare-text.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { noteSteps } from './check-progress.ts'

/** A text to check, or texts to compare, and where to tell how far it has come; or a text to make ready to decide by. */
export type CheckThreadTask = WatchedTask | { readonly prepare: PrepareTask }

/** A task that is given up where it takes too long. */
export type WatchedTask = { readonly progress: SharedArrayBuffer } & (
  | { readonly check: CheckTask }
  | { readonly compare: CompareTask }
  | { readonly strength: StrengthTask }
)

/** Checks a policy text, compares some, tries how strong cases are, or makes a text ready, in the thread that runs this file. */
export async function run(task: CheckThreadTask): Promise<PolicyCheck | TextComparison | StrengthCheck | PreparedText> {
  if ('prepare' in task) return prepareForTakeover(task.prepare)
  const onStep = noteSteps(task.progress, monotonicClock)
  if ('check' in task) return checkPolicy(createJudgeCase(createCompiledEvaluator), task.check, onStep)
  if ('strength' in task) return judgeStrength(task.strength, onStep)
  onStep('the comparison of the texts')
  return compareTexts(task.compare)
}
