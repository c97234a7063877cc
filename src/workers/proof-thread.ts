import type { PolicyComparison } from '../policy/analysis/comparison.ts'
import type { Distinction } from '../policy/analysis/distinguish-policies.ts'
import type { PolicyExamination } from '../policy/analysis/examine-policy.ts'
import { Problem } from '../problems/problem.ts'
import { createPolicyProver } from './policy-prover.ts'
import { createSolverHost } from './z3-contexts.ts'

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

/** A task's answer, or what is wrong with it: an error that is thrown in a thread is not told from the thread's end. */
export type ProofReply =
  | { readonly answer: ProofAnswers[ProofTask['kind']] }
  | { readonly problem: Pick<Problem, 'code' | 'detail'> }
  | { readonly error: string }

const host = createSolverHost()

/** Does a task in the thread that runs this file; the solver is loaded with the first, and kept. */
export async function run(task: ProofTask): Promise<ProofReply> {
  try {
    return { answer: await answerOf(task) }
  } catch (error) {
    if (error instanceof Problem) return { problem: { code: error.code, detail: error.detail } }
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function answerOf(task: ProofTask): Promise<ProofAnswers[ProofTask['kind']]> {
  const prover = createPolicyProver(task.milliseconds, host)
  switch (task.kind) {
    case 'examine':
      return prover.examine(task.text)
    case 'compare':
      return prover.compare(task.before, task.after)
    case 'distinguish':
      return prover.distinguish(task.before, task.after)
  }
}
