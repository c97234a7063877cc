import { describe, expect, it } from '@jest/globals'
import { memberOf, type Node, nodesOf, sourceFiles } from './source-file.ts'

/**
 * Where a JS number is made of text, and why no amount can pass there. Everything else is exact
 * rational arithmetic (src/money), so that no float ever touches an amount.
 */
const numberAllowed: Readonly<Record<string, string>> = {
  'src/console/charts/day-chart.tsx': 'the height of a bar; the table beside it has the exact amounts',
  'src/console/views/decision/verify-receipt.ts': 'a byte of a hash, from its digits',
  'src/config/settings-source.ts': 'whole numbers among the settings: ports, byte limits, milliseconds',
  'src/cli/read-count.ts': 'a version number, and how many threads',
  'src/cli/expected-version.ts': 'a version number',
  'src/cli/diff.ts': 'a version number',
  'src/cli/release.ts': 'the number of a revision',
  'src/cli/impact.ts': 'a share of the accounts',
  'src/cli/init.ts': 'the days and the share of a first policy: whole numbers that its text repeats',
  'src/cli/format-impact.ts': 'a share of decisions, or of the accounts',
  'src/cli/mutate.ts': 'a percentage of faults that are noticed',
  'src/policy/mutation/nearby-cases.ts': 'a count among the facts of an offered case, where it is exact as a number',
  'src/maintenance/account-block.ts': 'a place in a stream',
  'src/http/trusted-proxies.ts': 'a count of proxies',
  'src/cli/keys.ts': 'the seconds of an overlap',
  'src/http/operations/request-checker.ts': 'page sizes and version numbers among the parameters',
  'src/http/request/entity-tag.ts': 'a version number',
  'src/http/request/sequence-cursor.ts': 'a place in a stream',
  'src/journal/quarter-sums.ts': 'a quarter of a day and a count of decisions; amounts stay text',
  'src/money/rational.ts':
    'whole numbers up to 2^53 - 1, with which doubles calculate exactly; what exceeds them is a fraction of big integers',
  'src/policy/evaluate/with-json-rules-engine.ts': 'the index of a rule',
  'src/policy/analysis/read-model.ts': 'codes of texts, days and milliseconds that the solver printed',
  'src/policy/expression/number-functions.ts': 'a scale: how many decimals are kept',
  'src/policy/expression/time-arguments.ts': 'how many whole days or months are added',
  'src/policy/expression/time-functions.ts': 'how many milliseconds are added',
  'src/policy/facts/read-value.ts': 'the exponent of a JSON number, whose digits stay text',
  'src/policy/document/document-node.ts': 'an index in a list',
  'src/policy/parse/read-scale.ts': 'a scale: how many decimals are kept',
  'src/policy/parse/parse-tables.ts': 'how many keys a table has',
  'src/policy/document/plain-value.ts': 'what the form is checked on; values are read from the exact text',
  'src/policy/parse/read-case-facts.ts':
    'facts of a case as a JSON request gives them; digits that would be lost are refused',
  'src/time/calendar.ts': 'years and months',
  'src/time/durations.ts': 'milliseconds',
  'src/time/parse-timestamp.ts': 'hours and minutes',
  'src/storage/mongo/policy-versions.ts': 'a version number',
  'src/transparency/checkpoint.ts': 'how many numbers, accounts and entries there are',
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
      return takesEnvironment(node)
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
    expect(filesWith(readsClock).filter((file) => !/^src\/(?:console\/)?time\//u.test(file))).toEqual([])
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

/** `const { env } = process`, and any other way to get hold of the whole process. */
function takesEnvironment(node: Node): boolean {
  if (node.type !== 'VariableDeclarator' || (node['init'] as Node | null)?.['value'] !== 'process') return false
  const { type, properties } = node['id'] as Node & { readonly properties?: readonly Node[] }
  const names = properties?.map((property) => ((property['key'] ?? property) as Node)['value'])
  return type !== 'ObjectPattern' || names === undefined || names.some((name) => name === 'env' || name === undefined)
}

function filesWith(fault: (node: Node) => boolean): readonly string[] {
  return trees.filter(({ nodes }) => nodes.some(fault)).map(({ file }) => file)
}
