import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { docsFolder } from '../../src/http/routes/api-description.ts'

interface LockedPackage {
  readonly dev?: true
  readonly hasInstallScript?: true
}

const lockText = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const { packages } = JSON.parse(lockText) as { readonly packages: Readonly<Record<string, LockedPackage>> }
const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}

describe('package-lock.json', () => {
  it('has no dependency of the service whose install script must run', () => {
    const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev === undefined)
    expect(shipped.length).toBeGreaterThan(50)
    const withScript = shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path)
    // This script only looks whether the package holds a file for the platform.
    expect(withScript).toEqual(['node_modules/@photostructure/sqlite'])
  })

  it('has SQLite for each platform within its package, which then needs no script', () => {
    const folder = new URL('../../node_modules/@photostructure/sqlite/prebuilds/', import.meta.url)
    const platforms = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.node'))
    const expected = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64']
    const found = (libc: string) =>
      expected.filter((platform) => platforms.includes(join(platform, `@photostructure+sqlite.${libc}.node`)))
    expect(found('glibc')).toEqual(expected)
    expect(found('musl')).toEqual(expected.filter((platform) => platform.startsWith('linux')))
  })

  it('names no host that packages come from: each machine uses its own registry', () => {
    expect(lockText).not.toContain('"resolved"')
    expect(lockText).not.toMatch(/registry|https?:\/\/[^"]*\.tgz/)
  })
})

it('the page at /docs bundles a DOMPurify without known faults', () => {
  const bundle = readFileSync(join(docsFolder, 'swagger-ui-bundle.js'), 'utf8')
  const [, major, minor] = /DOMPurify\.version="(\d+)\.(\d+)\.\d+"/u.exec(bundle) ?? []
  expect([Number(major), Number(minor)]).toEqual([3, expect.any(Number)])
  expect(Number(minor)).toBeGreaterThanOrEqual(4)
})

it('the project has no install script of its own', () => {
  expect(Object.keys(own.scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]))
})
