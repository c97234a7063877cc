import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { verdictsOf } from './goals.mjs'
import { markdownOf } from './markdown.mjs'
import { sampleResults } from './sample-results.mjs'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const section = readme.split('<!-- bench: written by npm run bench -- --write -->')[1]?.split('<!-- bench: end -->')[0]

/** Rows by the heading of their table; figures that depend on the size of a run are left open. */
function tablesOf(markdown: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const tables = markdown.split('\n\n').filter((part) => part.startsWith('|'))
  return new Map(
    tables.map((table) => {
      const [head = [], , ...rows] = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
      return [open(head[1]), rows]
    }),
  )
}

const open = (cell = ''): string => cell.replaceAll(/\d[\d,.]*/gu, '#')
const labelsOf = (rows: readonly (readonly string[])[]): readonly string[] => rows.map((row) => open(row[1]))

describe('the benchmark in the README', () => {
  const expected = tablesOf(markdownOf(sampleResults(), verdictsOf({})))

  it.each([...tablesOf(section ?? '')])('has the rows of the report: %s', (heading, rows) => {
    // A server that was not there has its reason in place of figures, and no row for a fixed rate.
    const missing = labelsOf(rows.filter((row) => !/\d|not measured/u.test(row[2] ?? '')))
    const there = labelsOf(expected.get(heading) ?? []).filter(
      (label) => !missing.some((name) => label.startsWith(`${name}, at`)),
    )
    expect([...labelsOf(rows)].sort()).toEqual([...there].sort())
  })

  it('says which goals are met', () => {
    expect([...tablesOf(section ?? '').keys()]).toContain('goal')
    expect([...expected.keys()]).toHaveLength(4)
  })
})
