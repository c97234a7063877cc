import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { builtFile, requireFreshBuild } from './fresh-build.mjs'

/** A project whose files were written at these seconds. */
function project(files: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  for (const [file, seconds] of Object.entries(files)) {
    const path = join(folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '')
    utimesSync(path, seconds, seconds)
  }
  return folder
}

const built = { 'src/main.ts': 100, 'src/time/clock.ts': 100, 'dist/main.js': 100, 'dist/time/clock.js': 101 }

describe('a build', () => {
  it('is fresh where each file is as new as its source', () => {
    expect(() => requireFreshBuild(project(built))).not.toThrow()
  })

  it.each([
    ['a source that was written after it', { ...built, 'src/time/clock.ts': 102 }, 'src/time/clock.ts'],
    ['a source that it never saw', { ...built, 'src/time/calendar.ts': 1 }, 'src/time/calendar.ts'],
    ['a file whose source is gone', { ...built, 'dist/time/calendar.js': 200 }, 'dist/time/calendar.js'],
  ])('is refused with %s', (_what, files, named) => {
    expect(() => requireFreshBuild(project(files))).toThrow(`dist is older than src: run npm run build (${named})`)
  })

  it('is refused where there is none', () => {
    const folder = project(built)
    rmSync(join(folder, 'dist'), { recursive: true })
    expect(() => requireFreshBuild(folder)).toThrow('dist is older than src: run npm run build')
  })
})

it('the service is tested as it was built from these sources', () => {
  expect(builtFile('main.js')).toMatch(/dist.main\.js$/)
})
