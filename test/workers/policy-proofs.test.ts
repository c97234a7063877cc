import { describe, expect, it } from '@jest/globals'
import { createPolicyProofs } from '../../src/workers/policy-proofs.ts'
import type { ProofReply, ProofTask } from '../../src/workers/proof-thread.ts'
import type { ThreadPool } from '../../src/workers/thread-pool.ts'

const equivalent: ProofReply = { answer: { kind: 'equivalent' } }
const dies = (): Promise<ProofReply> => Promise.reject(new Error('Worker exited unexpectedly'))
const proves = (): Promise<ProofReply> => Promise.resolve(equivalent)

/** A pool whose threads do these things one after the other. */
function poolOf(...works: readonly (() => Promise<ProofReply>)[]) {
  const tasks: ProofTask[] = []
  const pool: ThreadPool<ProofTask, ProofReply> = {
    width: 1,
    run: (task) => {
      const work = works[tasks.length]
      tasks.push(task)
      return work === undefined ? Promise.reject(new Error('one task too many')) : work()
    },
    close: async () => {},
  }
  return { pool, tasks }
}

describe('a thread of proofs that dies', () => {
  it('is replaced by another, which has the time that is left', async () => {
    const { pool, tasks } = poolOf(dies, proves)
    expect(await createPolicyProofs(5000, pool).distinguish('a', 'b')).toEqual({ kind: 'equivalent' })
    expect(tasks.map(({ kind }) => kind)).toEqual(['distinguish', 'distinguish'])
    expect(tasks[1]?.milliseconds).toBeLessThanOrEqual(5000)
  })

  it('twice leaves the answer not decided, with the reason, and the next question is asked', async () => {
    const { pool } = poolOf(dies, dies, proves)
    const proofs = createPolicyProofs(5000, pool)
    const because = 'The thread of the solver died: Worker exited unexpectedly.'
    expect(await proofs.compare('a', 'b')).toEqual({
      classes: [],
      open: null,
      nothing_else: 'not_decided',
      because,
      is_partial: true,
    })
    expect(await proofs.distinguish('a', 'b')).toEqual({ kind: 'equivalent' })
  })
})

describe('what is wrong with a task', () => {
  it.each([
    [{ problem: { code: 'invalid_policy', detail: 'It has faults.' } } as const, 'It has faults.'],
    [{ error: 'TypeError: no table' } as const, 'a proof failed in its thread: TypeError: no table'],
  ])('is thrown, and not tried again: %j', async (reply, message) => {
    const { pool, tasks } = poolOf(() => Promise.resolve(reply), proves)
    await expect(createPolicyProofs(5000, pool).examine('a')).rejects.toThrow(message)
    expect(tasks).toHaveLength(1)
  })
})
