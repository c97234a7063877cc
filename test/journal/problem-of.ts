import { Problem } from '../../src/problems/problem.ts'

/** The problem that the work ends with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const caught = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (caught instanceof Problem) return caught
  throw new Error('expected a problem', { cause: caught })
}
