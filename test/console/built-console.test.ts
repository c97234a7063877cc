import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { builtFile } from '../built/fresh-build.mjs'

/** What is loaded before a view is: kilobytes, compressed. */
const most = 300

interface Chunk {
  readonly file: string
  readonly isEntry?: true
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

describe('the built console', () => {
  const manifest = JSON.parse(readFileSync(builtFile('console/.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const page = readFileSync(builtFile('console/index.html'), 'utf8')

  it(`loads less than ${most} kB at first`, () => {
    const entry = Object.values(manifest).find(({ isEntry }) => isEntry === true)
    expect(entry).toBeDefined()
    const files = new Set(entry === undefined ? [] : filesOf(entry))
    const bytes = [...files].reduce((sum, file) => sum + statSync(builtFile(`console/${file}.gz`)).size, 0)
    expect(bytes).toBeGreaterThan(0)
    expect(Math.round((bytes + page.length) / 1000)).toBeLessThan(most)
  })

  it('names no other host in its page, and no script of its own in it', () => {
    expect(page).not.toMatch(/https?:\/\//u)
    expect(page.match(/<script(?![^>]* src=)/gu)).toBeNull()
    expect(page).not.toMatch(/<style|style=/u)
  })

  function filesOf({ file, imports = [], css = [] }: Chunk): readonly string[] {
    const below = imports.map((name) => manifest[name]).filter((chunk) => chunk !== undefined)
    return [file, ...css, ...below.flatMap(filesOf)]
  }
})
