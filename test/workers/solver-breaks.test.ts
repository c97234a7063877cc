import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { init, killThreads } from 'z3-solver'
import { createPolicyProver, type PolicyProofs } from '../../src/workers/policy-prover.ts'
import { createSolverHost } from '../../src/workers/z3-contexts.ts'
import { pays, shopText } from '../policy/analysis/shop-policy.ts'

/** A thread of the solver: a worker of Node. */
interface Thread {
  terminate(): Promise<number>
  emit(event: 'error', error: Error): boolean
}

interface Solver {
  readonly threads: () => readonly Thread[]
  /** How many calls it was asked. */
  calls: number
}

const sound = shopText({ rules: [pays('unopened', 'not order.opened', 'order.paid')] })
const generous = shopText({ rules: [pays('unopened', 'not order.opened', 'order.paid * 2')] })

let solvers: Solver[]
let prover: PolicyProofs
/** What is done to a solver at each of its calls. */
let atCall: (solver: Solver, number: number) => void

beforeEach(() => {
  solvers = []
  atCall = () => {}
  prover = createPolicyProver(60_000, createSolverHost(loadWatched))
})
afterEach(() => prover.close())

async function loadWatched() {
  const loaded = await init()
  const em: { PThread: { runningWorkers: Thread[] }; async_call: (begin: () => void) => Promise<unknown> } = loaded.em
  const solver: Solver = { threads: () => em.PThread.runningWorkers, calls: 0 }
  const ask = em.async_call
  em.async_call = (begin) => {
    const answer = ask(begin)
    solver.calls += 1
    const number = solver.calls
    // When the call has been sent, and not yet answered.
    queueMicrotask(() => atCall(solver, number))
    return answer
  }
  solvers.push(solver)
  return { ...loaded, killThreads }
}

describe.each([
  [
    'is ended',
    ({ threads }: Solver) => {
      for (const thread of threads()) void thread.terminate()
    },
  ],
  [
    'throws',
    ({ threads }: Solver) => {
      for (const thread of threads()) thread.emit('error', new Error('unreachable'))
    },
  ],
])('a thread of the solver that %s in the middle of a call', (_, breakIt) => {
  it.each([1, 4])('is replaced with a fresh solver, and the answer is whole (call %i)', async (number) => {
    let isBroken = false
    atCall = (solver, call) => {
      // A call that is quick has no thread any more, or not yet: then the next one is broken.
      if (isBroken || call < number || solver.threads().length === 0) return
      isBroken = true
      breakIt(solver)
    }
    const examination = await prover.examine(generous)
    expect(examination).toMatchObject({ is_partial: false, because: null })
    expect(examination.findings.map(({ code }) => code)).toContain('refund_above_charge')
    expect(solvers).toHaveLength(2)
  })

  it('a second time leaves the answer not decided, with the reason; the next question is answered', async () => {
    const broken = new Set<Solver>()
    atCall = (solver, call) => {
      if (broken.size === 2 || broken.has(solver) || call < 2 || solver.threads().length === 0) return
      broken.add(solver)
      breakIt(solver)
    }
    expect(await prover.compare(sound, generous)).toMatchObject({
      classes: [],
      nothing_else: 'not_decided',
      because: expect.stringContaining('the solver broke off: '),
      is_partial: true,
    })
    expect(await prover.distinguish(sound, sound)).toEqual({ kind: 'equivalent' })
    expect(solvers).toHaveLength(3)
  })
})

it('a solver that cannot be loaded leaves the answer not decided, with the reason', async () => {
  const without = createPolicyProver(
    60_000,
    createSolverHost(() => Promise.reject(new Error('no memory'))),
  )
  expect(await without.examine(sound)).toEqual({
    findings: [],
    is_partial: true,
    because: 'the solver broke off: no memory',
  })
  await without.close()
})
