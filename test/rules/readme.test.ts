import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { roles } from '../../src/access/role.ts'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { environmentVariable, settings } from '../../src/config/settings.ts'
import { openApiDocument } from '../../src/http/openapi/open-api-document.ts'
import { roundingModes } from '../../src/money/rounding-mode.ts'
import { operatorSigns } from '../../src/policy/expression/function-signatures.ts'
import { functionNames } from '../../src/policy/model/expression.ts'
import { factTypes } from '../../src/policy/model/value.ts'

const readme = readFileSync('README.md', 'utf8')

describe('README.md', () => {
  it('names every function of the formula language, and no other in its table', () => {
    const formulas = section('### Formulas')
    const named = functionNames.filter((name) => !(name in operatorSigns))
    const listed = [...formulas.matchAll(/(?<=[`\s])([a-z_]+)(?=\(|`)/gu)].map(([name]) => name)
    const known = new Set<string>([
      ...named,
      'tier',
      'lookup',
      'condition',
      ...Object.values(operatorSigns),
      ...roundingModes,
    ])
    for (const name of [...named, 'tier', 'lookup']) expect(listed).toContain(name)
    expect(listed.filter((name) => !known.has(name) && !words.has(name))).toEqual([])
  })

  it('names every type of fact', () => {
    for (const type of factTypes) expect(section('### Facts')).toContain(`\`${type}\``)
  })

  it('lists every setting under its environment variable', () => {
    const listed = [...section('## Settings').matchAll(/^\| `([A-Z_]+)` \|/gmu)].map(([, name]) => name)
    expect(new Set(listed)).toEqual(new Set([...settings.keys()].map(environmentVariable)))
  })

  it('lists every exit code', () => {
    const listed = [...section('## Command line').matchAll(/^\| (\d+) \|/gmu)].map(([, code]) => Number(code))
    expect(listed).toEqual(Object.values(exitCodes))
  })

  it('has the table of every operation and every role', () => {
    const marked = /(?<=<!-- roles:begin -->\n).*(?=<!-- roles:end -->)/su
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync('README.md', readme.replace(marked, rolesTable))
    expect(marked.exec(readFileSync('README.md', 'utf8'))?.[0].split('\n')).toEqual(rolesTable().split('\n'))
  })

  it('links only to files and headings that exist', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/gu)].map(([, target = '']) => target)
    const anchors = new Set([...readme.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => `#${anchorOf(heading)}`))
    expect(targets.filter((target) => !(target.startsWith('#') ? anchors.has(target) : existsSync(target)))).toEqual([])
  })
})

/** What stands in back quotes beside the functions: given values. */
const words = new Set(['now', 'calculation_fault', 'clamp'])

/** Who may call what, from the API's own description: it belongs between the marks in the README. */
function rolesTable(): string {
  const callers = ['no key', ...roles]
  const rows = Object.entries(openApiDocument('1.0.0').paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const needed = operation['x-required-role']
      const may = callers.map((caller) => (needed.length === 0 || needed.some((role) => role === caller) ? '✓' : ''))
      return row([`\`${method.toUpperCase()} ${path}\``, ...may])
    }),
  )
  return [row(['operation', ...callers]), row(['---', ...callers.map(() => ':-:')]), ...rows, ''].join('\n')
}

function row(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`
}

/** From a heading to the next of its level or a higher one. */
function section(heading: string): string {
  const start = readme.indexOf(`\n${heading}\n`)
  expect(start).toBeGreaterThan(-1)
  const level = heading.indexOf(' ')
  const body = readme.slice(start + heading.length + 2)
  const end = body.search(new RegExp(`^#{1,${level}} `, 'mu'))
  return end < 0 ? body : body.slice(0, end)
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}
