import { dirname, posix } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { type Import, importsOf, sourceFiles } from './source-file.ts'

type Rooms = Readonly<Record<string, readonly string[]>>

/** Which folder inside `src/policy` may import which, types included; what is not listed is forbidden. */
const rooms: Rooms = {
  model: [],
  diagnostics: [],
  schema: ['model'],
  document: ['diagnostics', 'schema'],
  expression: ['model'],
  wording: ['model'],
  facts: ['expression', 'model', 'wording'],
  parse: ['document', 'expression', 'facts', 'model', 'wording'],
  lint: ['parse', 'document', 'model'],
  evaluate: ['expression', 'model', 'wording'],
  analysis: ['cases', 'evaluate', 'expression', 'facts', 'model'],
  cases: ['facts', 'model'],
  difference: ['parse', 'model'],
  versions: ['cases', 'diagnostics', 'difference', 'evaluate', 'lint', 'parse', 'model'],
  mutation: ['versions', 'cases', 'parse', 'document', 'evaluate', 'expression', 'facts', 'model'],
  page: ['versions', 'model', 'wording'],
}

const files = sourceFiles('src/policy')
const imports = files.flatMap(importsOf)

describe('the rooms of the policy', () => {
  it('are all known, and all there', () => {
    expect(files.filter((file) => roomOf(file) === null)).toEqual([])
    expect(new Set(files.map(roomOf))).toEqual(new Set(Object.keys(rooms)))
  })

  it('keep to the table', () => {
    expect(imports.flatMap(roomFault)).toEqual([])
  })

  it('have no circle in their table', () => {
    expect(circleOf(rooms)).toBeNull()
  })

  it('use every arrow of their table', () => {
    const used = new Set(imports.map((found) => `${roomOf(found.from)} <- ${targetRoom(found)}`))
    const listed = Object.entries(rooms).flatMap(([room, allowed]) => allowed.map((other) => `${room} <- ${other}`))
    expect(listed.filter((arrow) => !used.has(arrow))).toEqual([])
  })

  const allowed: readonly Import[] = [
    { from: 'src/policy/parse/x.ts', specifier: '../document/document-node.ts', typeOnly: false },
    { from: 'src/policy/lint/x.ts', specifier: './y.ts', typeOnly: false },
    { from: 'src/policy/facts/x.ts', specifier: '../../money/rational.ts', typeOnly: false },
    { from: 'src/policy/document/x.ts', specifier: 'yaml', typeOnly: false },
  ]
  it.each(allowed)('allow $from to import $specifier', (example) => {
    expect(roomFault(example)).toEqual([])
  })

  const refused: readonly Import[] = [
    { from: 'src/policy/parse/x.ts', specifier: '../lint/lint-policy.ts', typeOnly: false },
    { from: 'src/policy/model/x.ts', specifier: '../expression/read-names.ts', typeOnly: true },
    { from: 'src/policy/document/x.ts', specifier: '../parse/scope.ts', typeOnly: true },
    { from: 'src/policy/evaluate/x.ts', specifier: '../facts/read-facts.ts', typeOnly: false },
    { from: 'src/policy/expression/x.ts', specifier: '../cases/run-cases.ts', typeOnly: false },
    { from: 'src/policy/cases/x.ts', specifier: '../versions/policies.ts', typeOnly: true },
    { from: 'src/policy/parse/x.ts', specifier: '../new-room/x.ts', typeOnly: false },
    { from: 'src/policy/parse/x.ts', specifier: '../x.ts', typeOnly: false },
  ]
  it.each(refused)('refuse $from to import $specifier', (example) => {
    expect(roomFault(example)).toHaveLength(1)
  })

  it('would refuse a folder that the table does not name, and a file outside all rooms', () => {
    expect(['src/policy/new-room/x.ts', 'src/policy/x.ts', 'src/policy/parse/x.ts'].map(roomOf)).toEqual([
      null,
      null,
      'parse',
    ])
  })

  it('would refuse a table with a circle', () => {
    expect(circleOf({ a: ['b'], b: ['c'], c: ['b'] })).toEqual(['b', 'c', 'b'])
    expect(circleOf({ a: ['a'] })).toEqual(['a', 'a'])
    expect(circleOf({ a: ['b', 'c'], b: ['c'], c: [] })).toBeNull()
  })
})

/** The folder inside `src/policy` that a file lies in; null for one that the table does not name. */
function roomOf(file: string): string | null {
  const [, , room = '', ...below] = file.split('/')
  return below.length > 0 && Object.hasOwn(rooms, room) ? room : null
}

/** Undefined for what lies outside `src/policy`: the table of all folders says what is allowed there. */
function targetRoom({ from, specifier }: Import): string | null | undefined {
  const target = specifier?.startsWith('.') ? posix.join(dirname(from), specifier) : ''
  return target.startsWith('src/policy/') ? roomOf(target) : undefined
}

function roomFault(found: Import): readonly string[] {
  const room = roomOf(found.from)
  const target = targetRoom(found)
  if (target === undefined || (room !== null && target === room)) return []
  if (room !== null && target !== null && rooms[room]?.includes(target)) return []
  return [`${found.from} (${room ?? 'no room'}) may not import ${found.specifier} (${target ?? 'no room'})`]
}

/** Rooms that may import one another round and round, the first one again at the end; null where there are none. */
function circleOf(table: Rooms): readonly string[] | null {
  const done = new Set<string>()
  const visit = (room: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(room)) return [...path.slice(path.indexOf(room)), room]
    if (done.has(room)) return null
    for (const other of table[room] ?? []) {
      const circle = visit(other, [...path, room])
      if (circle !== null) return circle
    }
    done.add(room)
    return null
  }
  for (const room of Object.keys(table)) {
    const circle = visit(room, [])
    if (circle !== null) return circle
  }
  return null
}
