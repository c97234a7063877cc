import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectFolder } from './source-file.ts'

const folder = join(projectFolder, '.github/decisions')
const names = readdirSync(folder).sort()
const records = names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

describe('.github/decisions', () => {
  it('are numbered without gaps', () => {
    expect(records.length).toBeGreaterThan(0)
    expect(names.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]))).toEqual(
      names.map((_, index) => index + 1),
    )
  })

  it.each(records)('$name has its number, status, date, background, decision and consequences', ({ name, text }) => {
    expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`))
    const [status = ''] = text.split('\n').slice(2)
    const found = /^(?:Accepted|Superseded by (?<number>\d{4})), \d{4}-\d{2}-\d{2}\.$/.exec(status)
    expect({ status, isStatus: found !== null }).toEqual({ status, isStatus: true })
    const successor = found?.groups?.['number']
    if (successor !== undefined) expect(names).toContainEqual(expect.stringMatching(`^${successor}-`))
    expect(text.match(/^## .+$/gm)).toEqual(['## Background', '## Decision', '## Consequences'])
  })
})

interface LockedPackage {
  readonly version: string
  readonly license: string
}

describe('the record of libraries', () => {
  const readJson = (name: string): unknown => JSON.parse(readFileSync(join(projectFolder, name), 'utf8'))
  const manifest = readJson('package.json') as {
    readonly dependencies: Record<string, string>
    readonly devDependencies: Record<string, string>
  }
  const lock = readJson('package-lock.json') as { readonly packages: Record<string, LockedPackage> }
  const text = records.find(({ name }) => name.endsWith('-libraries.md'))?.text ?? ''
  const tables = text.split(/^\| package .+\n\|[-|]+\n/m).slice(1)

  it.each([
    { table: 0, of: manifest.dependencies },
    { table: 1, of: manifest.devDependencies },
  ])('lists every package with its major version, license and reason: table $table', ({ table, of }) => {
    const rows = [...(tables[table] ?? '').matchAll(/^\| (\S+) \| (\d+) \| (.+?) \| (.+) \|$/gm)]
    const expected = Object.keys(of).map((name) => {
      const locked = lock.packages[`node_modules/${name}`]
      return [name, locked?.version.split('.')[0], locked?.license]
    })
    expect(rows.map(([, name, major, license]) => [name, major, license])).toEqual(expected)
    expect(rows.filter(([, , , , reason = '']) => reason.trim().length < 5)).toEqual([])
  })
})
