import { describe, expect, it } from '@jest/globals'
import { createLoopTurns } from '../../src/http/loop-turns.ts'

/** A loop whose turns a test takes one by one, and whose time only moves when work takes it. */
function steppedLoop(limits: { readonly requests: number; readonly milliseconds: number }) {
  let time = 0
  let planned: (() => void)[] = []
  const begun: string[] = []
  const turns = createLoopTurns(limits, { now: () => time, inNextTurn: (work) => planned.push(work) })
  return {
    arrive: (name: string, milliseconds = 0) =>
      turns.run(() => {
        begun.push(name)
        time += milliseconds
      }),
    /** What the next turn begins. */
    turn: () => {
      begun.splice(0)
      const callbacks = planned
      planned = []
      for (const callback of callbacks) callback()
      return [...begun]
    },
    begun,
    isIdle: () => planned.length === 0,
  }
}

describe('the turns of the loop', () => {
  it('begin as many as they may, and the rest in the order of arrival', () => {
    const loop = steppedLoop({ requests: 2, milliseconds: 10 })
    for (const name of ['a', 'b', 'c', 'd', 'e']) loop.arrive(name)
    expect(loop.begun).toEqual(['a', 'b'])
    expect(loop.turn()).toEqual(['c', 'd'])
    expect(loop.turn()).toEqual(['e'])
    loop.turn()
    expect(loop.isIdle()).toBe(true)
  })

  it('begin nothing new once they were busy for long enough, and one however long it takes', () => {
    const loop = steppedLoop({ requests: 8, milliseconds: 2 })
    loop.arrive('a', 1)
    loop.arrive('b', 1)
    loop.arrive('c', 50)
    loop.arrive('d')
    expect(loop.begun).toEqual(['a', 'b'])
    expect(loop.turn()).toEqual(['c'])
    expect(loop.turn()).toEqual(['d'])
  })

  it('let nothing that arrives overtake what waits', () => {
    const loop = steppedLoop({ requests: 1, milliseconds: 10 })
    for (const name of ['a', 'b', 'c']) loop.arrive(name)
    expect(loop.turn()).toEqual(['b'])
    loop.arrive('d')
    expect(loop.turn()).toEqual(['c'])
    expect(loop.turn()).toEqual(['d'])
  })

  it('have room again after an idle one', () => {
    const loop = steppedLoop({ requests: 1, milliseconds: 10 })
    loop.arrive('a')
    loop.turn()
    loop.arrive('b')
    expect(loop.begun).toEqual(['b'])
  })

  it('count what was begun before new requests are heard of', () => {
    const loop = steppedLoop({ requests: 2, milliseconds: 10 })
    for (const name of ['a', 'b', 'c']) loop.arrive(name)
    expect(loop.turn()).toEqual(['c'])
    loop.arrive('d')
    loop.arrive('e')
    expect(loop.begun).toEqual(['c', 'd'])
    expect(loop.turn()).toEqual(['e'])
  })
})
