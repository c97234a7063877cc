import { describe, expect, it } from '@jest/globals'
import { createLoopTurns } from '../../src/http/loop-turns.ts'

/** A loop whose turns a test takes one by one. */
function steppedLoop(usual: number, afterConnection = usual) {
  let planned: (() => void)[] = []
  const begun: string[] = []
  const turns = createLoopTurns({ usual, afterConnection }, { inNextTurn: (work) => planned.push(work) })
  return {
    arrive: (name: string) => turns.run(() => begun.push(name)),
    connectionCame: turns.connectionCame,
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
  it('begin together what arrived before, as many as they may, and the rest in the order of arrival', () => {
    const loop = steppedLoop(2)
    for (const name of ['a', 'b', 'c', 'd', 'e']) loop.arrive(name)
    expect(loop.begun).toEqual([])
    expect(loop.turn()).toEqual(['a', 'b'])
    expect(loop.turn()).toEqual(['c', 'd'])
    expect(loop.turn()).toEqual(['e'])
    expect(loop.isIdle()).toBe(true)
  })

  it('begin fewer where a connection came, so that the next one is accepted soon', () => {
    const loop = steppedLoop(3, 1)
    for (const name of ['a', 'b', 'c', 'd', 'e']) loop.arrive(name)
    loop.connectionCame()
    expect(loop.turn()).toEqual(['a'])
    expect(loop.turn()).toEqual(['b', 'c', 'd'])
  })

  it('let nothing that arrives overtake what waits', () => {
    const loop = steppedLoop(1)
    for (const name of ['a', 'b']) loop.arrive(name)
    expect(loop.turn()).toEqual(['a'])
    loop.arrive('c')
    expect(loop.turn()).toEqual(['b'])
    expect(loop.turn()).toEqual(['c'])
  })

  it('go on with the next ones where a work throws', () => {
    const turns: (() => void)[] = []
    const begun: string[] = []
    const loop = createLoopTurns({ usual: 1, afterConnection: 1 }, { inNextTurn: (work) => turns.push(work) })
    loop.run(() => {
      throw new Error('this one fails')
    })
    loop.run(() => begun.push('next'))
    expect(() => turns.shift()?.()).toThrow('this one fails')
    turns.shift()?.()
    expect(begun).toEqual(['next'])
  })
})
