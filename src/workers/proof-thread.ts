import type { PolicyComparison } from '../policy/analysis/comparison.ts'
import type { Distinction } from '../policy/analysis/distinguish-policies.ts'
import type { PolicyExamination } from '../policy/analysis/examine-policy.ts'
import { createPolicyProver } from './policy-prover.ts'

/** What is to be proved, of texts without faults; plain data. */
export type ProofTask = { readonly milliseconds: number } & (
  | { readonly kind: 'examine'; readonly text: string }
  | { readonly kind: 'compare' | 'distinguish'; readonly before: string; readonly after: string }
)

/** What a task is answered with, by its kind. */
export interface ProofAnswers {
  readonly examine: PolicyExamination
  readonly compare: PolicyComparison
  readonly distinguish: Distinction
}

/** Does a task in the thread that runs this file; the solver is loaded with the first, and kept. */
export function run(task: ProofTask): Promise<ProofAnswers[ProofTask['kind']]> {
  const prover = createPolicyProver(task.milliseconds)
  switch (task.kind) {
    case 'examine':
      return prover.examine(task.text)
    case 'compare':
      return prover.compare(task.before, task.after)
    case 'distinguish':
      return prover.distinguish(task.before, task.after)
  }
}
