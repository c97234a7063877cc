import { afterAll } from '@jest/globals'
import type { AnalysisDeps } from '../../../src/policy/analysis/laboratory.ts'
import { createSolverHost, type SolverContext } from '../../../src/workers/z3-contexts.ts'

const host = createSolverHost()
const contexts: SolverContext[] = []

/** A session that no clock ends, with the service's effort. */
export function openSession(): Promise<AnalysisDeps> {
  return openSessionOf(1_000_000)
}

/** A session that no clock ends: so many steps for each question. */
export async function openSessionOf(steps: number): Promise<AnalysisDeps> {
  const context = await host.openContext()
  contexts.push(context)
  return { run: (text) => context.run(text), effort: { steps, isOver: () => false } }
}

/** Closes every session so far. */
export function closeSessions(): void {
  for (const context of contexts.splice(0)) context.close()
}

/** Ends the solver after the tests of a file. */
export function endSolverAfterTests(): void {
  afterAll(async () => {
    closeSessions()
    await host.unload()
  })
}
