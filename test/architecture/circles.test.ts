import { describe, expect, it } from '@jest/globals'
import { type Arrow, circlesOf, circlesOfRooms, roomOf } from './circles.ts'
import { importsOf, sourceFiles, targetOf } from './source-file.ts'

const arrows = sourceFiles()
  .flatMap(importsOf)
  .flatMap((found): Arrow[] => {
    const target = targetOf(found)
    return target === null ? [] : [[found.from, target]]
  })

describe('circles', () => {
  it('are not made by files', () => {
    expect(arrows.length).toBeGreaterThan(0)
    expect(circlesOf(arrows)).toEqual([])
  })

  it('are not made by folders, at any depth', () => {
    expect(circlesOfRooms(arrows)).toEqual([])
  })
})

describe('the search for circles', () => {
  it('finds each circle once, however long, and leaves out what only leads to it or away', () => {
    const graph: readonly Arrow[] = [
      ['door', 'a'],
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['c', 'shed'],
      ['y', 'x'],
      ['x', 'y'],
      ['c', 'x'],
    ]
    expect(circlesOf(graph)).toEqual([
      ['a', 'b', 'c'],
      ['x', 'y'],
    ])
  })

  it('joins circles that share a member, and finds who imports itself', () => {
    const graph: readonly Arrow[] = [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
      ['c', 'b'],
      ['d', 'd'],
    ]
    expect(circlesOf(graph)).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('finds none where everything leads one way', () => {
    const graph: readonly Arrow[] = [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'd'],
      ['c', 'd'],
    ]
    expect(circlesOf(graph)).toEqual([])
  })

  it.each([
    ['src/main.ts', 1, 'src/main.ts'],
    ['src/http/create-app.ts', 1, 'src/http'],
    ['src/http/routes/orders.ts', 1, 'src/http'],
    ['src/http/routes/orders.ts', 2, 'src/http/routes'],
    ['src/http/create-app.ts', 2, 'src/http'],
  ])('%s at depth %i stands in %s', (file, depth, room) => {
    expect(roomOf(file, depth)).toBe(room)
  })

  it('finds folders in a circle though no files are', () => {
    const graph: readonly Arrow[] = [
      ['src/a/one.ts', 'src/b/one.ts'],
      ['src/b/two.ts', 'src/a/two.ts'],
    ]
    expect(circlesOf(graph)).toEqual([])
    expect(circlesOfRooms(graph)).toEqual([['src/a', 'src/b']])
  })

  it('finds a folder in a circle with one inside it, and folders far inside', () => {
    const graph: readonly Arrow[] = [
      ['src/a/one.ts', 'src/a/in/one.ts'],
      ['src/a/in/two.ts', 'src/a/two.ts'],
      ['src/c/d/e/one.ts', 'src/c/d/f/one.ts'],
      ['src/c/d/f/two.ts', 'src/c/d/e/two.ts'],
    ]
    expect(circlesOfRooms(graph)).toEqual([
      ['src/a', 'src/a/in'],
      ['src/c/d/e', 'src/c/d/f'],
    ])
  })

  it('takes each file at the top for a room of its own', () => {
    const graph: readonly Arrow[] = [
      ['src/main.ts', 'src/cli/run.ts'],
      ['src/cli/serve.ts', 'src/service.ts'],
    ]
    expect(circlesOfRooms(graph)).toEqual([])
    expect(circlesOfRooms([...graph, ['src/service.ts', 'src/cli/run.ts']])).toEqual([['src/cli', 'src/service.ts']])
  })
})
