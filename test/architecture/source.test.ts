import { describe, expect, it } from '@jest/globals'
import { memberOf, type Node, nodesOf, sourceFiles } from './source-file.ts'

/**
 * Where a JS number is made of text, and why no amount can pass there. Everything else is exact
 * rational arithmetic (src/money), so that no float ever touches an amount.
 */
const numberAllowed: Readonly<Record<string, string>> = {
  'src/config/settings-source.ts': 'whole numbers among the settings: ports, byte limits, milliseconds',
}

const clockReaders: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  DateTime: ['now', 'local', 'utc'],
  Temporal: ['Now'],
}

const trees = sourceFiles().map((file) => ({ file, nodes: nodesOf(file) }))

describe('source', () => {
  it('has named exports only', () => {
    const isDefault = (node: Node): boolean =>
      node.type === 'ExportDefaultDeclaration' ||
      node.type === 'ExportDefaultExpression' ||
      node.type === 'ExportDefaultSpecifier' ||
      (node.type === 'ExportSpecifier' &&
        [node['exported'], node['orig']].some((name) => (name as Node | null)?.['value'] === 'default'))
    expect(filesWith(isDefault)).toEqual([])
  })

  it('reads the environment in config only', () => {
    const readsEnvironment = (node: Node): boolean => {
      const member = memberOf(node)
      if (member?.object === 'process' && member.property === 'env') return true
      if (node.type === 'ImportDeclaration') {
        const source = (node['source'] as Node)['value']
        return source === 'node:process' || source === 'process'
      }
      return node.type === 'VariableDeclarator' && (node['init'] as Node | null)?.['value'] === 'process'
    }
    expect(filesWith(readsEnvironment).filter((file) => !file.startsWith('src/config/'))).toEqual([])
  })

  it('reads the clock in time only', () => {
    const readsClock = (node: Node): boolean => {
      const callee = node['callee'] as Node | undefined
      if (node.type === 'NewExpression' || node.type === 'CallExpression') {
        const noArguments = !Array.isArray(node['arguments']) || node['arguments'].length === 0
        if (callee?.type === 'Identifier' && callee['value'] === 'Date')
          return noArguments || node.type === 'CallExpression'
        const called = callee === undefined ? null : memberOf(callee)
        if (called === null || !(clockReaders[called.object] ?? []).includes(called.property)) return false
        return noArguments || called.property === 'now'
      }
      return false
    }
    expect(filesWith(readsClock).filter((file) => !file.startsWith('src/time/'))).toEqual([])
  })

  it('lets no JS number touch an amount', () => {
    const makesNumber = (node: Node): boolean => {
      if (node.type === 'UnaryExpression') return node['operator'] === '+'
      if (node.type !== 'CallExpression') return false
      const callee = node['callee'] as Node
      if (callee.type === 'Identifier') return ['Number', 'parseFloat', 'parseInt'].includes(callee['value'] as string)
      const called = memberOf(callee)
      return (
        ['parseFloat', 'parseInt'].includes(called?.property ?? '') ||
        ['toFixed', 'toPrecision'].includes(String(((callee['property'] as Node | undefined) ?? callee)['value']))
      )
    }
    const found = filesWith(makesNumber)
    expect(found.filter((file) => !(file in numberAllowed))).toEqual([])
    expect(Object.keys(numberAllowed).filter((file) => !found.includes(file))).toEqual([])
  })
})

function filesWith(fault: (node: Node) => boolean): readonly string[] {
  return trees.filter(({ nodes }) => nodes.some(fault)).map(({ file }) => file)
}
