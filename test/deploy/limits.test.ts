import { readFileSync } from 'node:fs'
import { maxHeaderSize } from 'node:http'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { limitParameter } from '../../src/http/openapi/parameters.ts'
import { textBounds } from '../../src/policy/document/scan-bounds.ts'
import { formulaBounds } from '../../src/policy/expression/formula-grammar.ts'
import { exactDigits, longestIdentity, longestText } from '../../src/policy/facts/fact-limits.ts'
import { projectFolder } from '../cli/run-command.ts'

const page = readFileSync(join(projectFolder, '.github/operation.md'), 'utf8')
const rowOf = (of: string): string => page.split('\n').find((line) => line.startsWith(`| ${of} |`)) ?? ''
const schema = JSON.parse(readFileSync(join(projectFolder, 'rules/policy.schema.json'), 'utf8')) as {
  readonly properties: { readonly [key: string]: { readonly maxItems?: number; readonly maxProperties?: number } }
}
const most = (key: string): number | undefined =>
  schema.properties[key]?.maxItems ?? schema.properties[key]?.maxProperties

it.each<[string, readonly (number | undefined)[]]>([
  ['the head of a request', [maxHeaderSize]],
  ['its JSON', [exactDigits]],
  ['a fact', [longestText, longestIdentity]],
  ['a list', [Number(limitParameter.schema['maximum'])]],
  ['a policy text', [textBounds.characters, textBounds.tokens, textBounds.nodes, textBounds.depth, textBounds.key]],
  [
    'its parts',
    [most('facts'), most('derived'), most('tables'), most('refunds'), most('disputes'), most('clauses'), most('cases')],
  ],
  ['a formula', [formulaBounds.characters, formulaBounds.tokens, formulaBounds.nesting]],
])('the page of limits tells those of %s', (of, limits) => {
  for (const limit of limits) expect(rowOf(of)).toContain(limit?.toLocaleString('en') ?? 'a limit')
})
