import { createCompiledEvaluator } from '../policy/evaluate/compiled.ts'
import { createInterpretedEvaluator } from '../policy/evaluate/interpreted.ts'
import { checkStrength, type StrengthCheck, type StrengthTask } from '../policy/mutation/check-strength.ts'
import { createJudgeCase } from './judge-case.ts'

/** Checks texts and how strong their cases are, here or elsewhere. */
export type JudgeStrength = (task: StrengthTask) => Promise<StrengthCheck>

/** Who judges the cases of a policy, and those of its mutants. */
const judges = {
  full: createJudgeCase(createCompiledEvaluator),
  quick: createJudgeCase(createInterpretedEvaluator, false),
}

/** Checks a text, and how strong its cases are, in this thread. `onStep` hears what is looked at next. */
export function judgeStrength(task: StrengthTask, onStep?: (step: string) => void): Promise<StrengthCheck> {
  return checkStrength(judges, task, onStep)
}
