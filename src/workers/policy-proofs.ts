import { Problem } from '../problems/problem.ts'
import { createPlaces } from './places.ts'
import type { PolicyProofs } from './policy-prover.ts'
import type { ProofAnswers, ProofTask } from './proof-thread.ts'
import { createThreadPool } from './thread-pool.ts'

/** So much longer than a proof may take a thread has to come to its end before it is ended. */
const graceMilliseconds = 60_000

/**
 * Proofs in a thread beside the requests, one after the other, each within so many milliseconds. The thread starts, and loads the
 * solver, with the first. Problem too_complex for one that had to be ended.
 */
export function createPolicyProofs(milliseconds: number): PolicyProofs {
  const pool = createThreadPool<ProofTask, ProofAnswers[ProofTask['kind']]>('proof-thread', 1)
  // The pool starts no other thread for what waits in it when one is ended: nothing may wait there.
  const inTurn = createPlaces(1)
  const run = <Answer>(task: ProofTask): Promise<Answer> =>
    inTurn(async () => {
      const stop = new AbortController()
      const guard = setTimeout(() => stop.abort(), milliseconds + graceMilliseconds)
      try {
        return (await pool.run(task, stop.signal)) as Answer
      } catch (error) {
        if (!stop.signal.aborted) throw error
        throw new Problem('too_complex', `The solver came to no end within ${milliseconds} milliseconds.`)
      } finally {
        clearTimeout(guard)
      }
    })
  return {
    examine: (text) => run({ kind: 'examine', milliseconds, text }),
    compare: (before, after) => run({ kind: 'compare', milliseconds, before, after }),
    distinguish: (before, after) => run({ kind: 'distinguish', milliseconds, before, after }),
    close: () => pool.close(),
  }
}
