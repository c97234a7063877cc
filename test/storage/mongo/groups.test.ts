import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { createGroups } from '../../../src/storage/mongo/groups.ts'

describe('groups', () => {
  const open = (): {
    readonly add: (...items: readonly string[]) => void
    readonly sent: () => readonly (readonly string[])[]
    readonly end: (place: number) => Promise<void>
  } => {
    const groups: (readonly string[])[] = []
    const ends: (() => void)[] = []
    const add = createGroups<string>({
      keyOf: (item) => item,
      charactersOf: (item) => item.length,
      mostItems: 3,
      mostCharacters: 10,
      send: (group) => {
        groups.push(group)
        return new Promise((end) => void ends.push(end))
      },
    })
    return {
      add: (...items) => items.forEach(add),
      sent: () => groups,
      end: async (place) => {
        ends[place]?.()
        await turn()
        await turn()
      },
    }
  }

  it('are of what came in together; what came meanwhile is the next one, when the one before has ended', async () => {
    const { add, sent, end } = open()
    add('a', 'b')
    await turn()
    add('c')
    await turn()
    add('d')
    await turn()
    expect(sent()).toEqual([['a', 'b']])
    await end(0)
    expect(sent()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('have of each key one, so many items and so many characters, in the order they came', async () => {
    const { add, sent, end } = open()
    add('a', 'b', 'a', 'c', 'd', '12345678901', 'e', '123456789', 'f')
    for (const place of [0, 1, 2, 3]) {
      await turn()
      await turn()
      await end(place)
    }
    expect(sent()).toEqual([['a', 'b', 'c'], ['a', 'd', 'e'], ['12345678901'], ['123456789', 'f']])
  })

  it('that take long hold nobody up', async () => {
    const { add, sent } = open()
    add('a')
    await turn()
    add('b')
    await wait(300)
    expect(sent()).toEqual([['a'], ['b']])
  })
})
