import { afterAll } from '@jest/globals'
import type { AnalysisDeps } from '../../../src/policy/analysis/laboratory.ts'
import { openSolverContext, type SolverContext, unloadSolver } from '../../../src/workers/z3-contexts.ts'

const contexts: SolverContext[] = []

/** A session that no clock ends. */
export async function openSession(): Promise<AnalysisDeps> {
  const context = await openSolverContext()
  contexts.push(context)
  return { run: (text) => context.run(text), effort: { steps: 3_000_000, isOver: () => false } }
}

/** Closes every session so far. */
export function closeSessions(): void {
  for (const context of contexts.splice(0)) context.close()
}

/** Ends the solver after the tests of a file. */
export function endSolverAfterTests(): void {
  afterAll(async () => {
    closeSessions()
    await unloadSolver()
  })
}
