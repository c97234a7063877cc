import { describe, expect, it } from '@jest/globals'
import { createScript } from '../../../src/policy/analysis/smt-script.ts'
import { openSolver, SolverFault, type SolverSession } from '../../../src/policy/analysis/solver.ts'

/** What the solver prints where its steps end with its answer, as it was seen. */
const brokenOff = '((error "line 646 column 129: max. resource limit exceeded")'

/** A session whose values are printed so, one text for each time that they are asked for. */
async function sessionPrinting(values: readonly string[]): Promise<SolverSession> {
  const left = [...values]
  const run = async (text: string): Promise<string> => {
    const printed = text.includes('(check-sat)') ? 'sat' : text.includes('(get-value') ? left.shift() : ''
    return `${printed ?? ''}\ndone`
  }
  return openSolver(run, createScript(), { steps: 1000, isOver: () => false })
}

describe('values that the solver breaks off in', () => {
  it('are asked for once more', async () => {
    const solver = await sessionPrinting([brokenOff, '((x 5))'])
    expect(await solver.check(['true'], ['x'])).toEqual({ verdict: 'sat', values: ['5'] })
  })

  it('are asked for once more where some of them were told before', async () => {
    const partly = '((x 5)\n (y false)(error "line 760 column 95: max. resource limit exceeded")'
    const solver = await sessionPrinting([partly, '((x 5) (y true))'])
    expect(await solver.check(['true'], ['x', 'y'])).toEqual({ verdict: 'sat', values: ['5', 'true'] })
  })

  it('say nothing where that ends so as well', async () => {
    const solver = await sessionPrinting([brokenOff, brokenOff])
    expect(await solver.check(['true'], ['x'])).toEqual({ verdict: 'unknown' })
  })

  it('are a fault where it is for anything else', async () => {
    const solver = await sessionPrinting(['((error "line 1 column 1: unknown constant x")'])
    await expect(solver.check(['true'], ['x'])).rejects.toThrow(SolverFault)
  })
})
