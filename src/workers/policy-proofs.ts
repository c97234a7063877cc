import { undecided } from '../policy/analysis/prove-policies.ts'
import { Problem } from '../problems/problem.ts'
import { createPlaces } from './places.ts'
import type { PolicyProofs } from './policy-prover.ts'
import type { ProofAnswers, ProofReply, ProofTask } from './proof-thread.ts'
import { createThreadPool, type ThreadPool } from './thread-pool.ts'
import { type Try, twiceAtMost } from './twice-at-most.ts'

/** So much longer than a proof may take a thread has to come to its end before it is ended. */
const graceMilliseconds = 20_000

/**
 * Proofs in a thread beside the requests, one after the other, each within so many milliseconds. The thread starts, and loads the
 * solver, with the first. Where it dies or comes to no end, another one tries once more, and then the answer is not decided.
 */
export function createPolicyProofs(
  milliseconds: number,
  pool: ThreadPool<ProofTask, ProofReply> = createThreadPool('proof-thread', { width: 1 }),
): PolicyProofs {
  // The pool starts no other thread for what waits in it when one is ended: nothing may wait there.
  const inTurn = createPlaces(1)
  const run = <Kind extends ProofTask['kind']>(
    taskWithin: (left: number) => ProofTask & { readonly kind: Kind },
    notDecided: (because: string) => ProofAnswers[Kind],
  ): Promise<ProofAnswers[Kind]> => {
    const work: Try<ProofAnswers[Kind]> = async (left) => {
      const reply = await replyWithin(pool, taskWithin(left), left + graceMilliseconds)
      return 'answer' in reply ? { answer: reply.answer as ProofAnswers[Kind] } : reply
    }
    return inTurn(() => twiceAtMost(milliseconds, work, notDecided))
  }
  return {
    examine: (text) => run((left) => ({ kind: 'examine', milliseconds: left, text }), undecided.examine),
    compare: (before, after) =>
      run((left) => ({ kind: 'compare', milliseconds: left, before, after }), undecided.compare),
    distinguish: (before, after) =>
      run((left) => ({ kind: 'distinguish', milliseconds: left, before, after }), undecided.distinguish),
    close: () => pool.close(),
  }
}

/** The thread's answer, or why it gave none. What is wrong with the task itself is thrown. */
async function replyWithin(
  pool: ThreadPool<ProofTask, ProofReply>,
  task: ProofTask,
  most: number,
): Promise<{ readonly answer: unknown } | { readonly brokeOff: string }> {
  const stop = new AbortController()
  const guard = setTimeout(() => stop.abort(), most)
  const reply = await pool.run(task, stop.signal).catch((error: unknown) => {
    if (stop.signal.aborted) return { brokeOff: `The solver came to no end within ${task.milliseconds} milliseconds.` }
    return { brokeOff: `The thread of the solver died: ${error instanceof Error ? error.message : String(error)}.` }
  })
  clearTimeout(guard)
  if ('problem' in reply) throw new Problem(reply.problem.code, reply.problem.detail)
  if ('error' in reply) throw new Error(`a proof failed in its thread: ${reply.error}`)
  return reply
}
