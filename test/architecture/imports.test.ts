import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { folderFault, partOf } from './folder-table.ts'
import { type Import, importsOf, packageOf, projectFolder, sourceFiles, targetOf } from './source-file.ts'
import { consoleFences, fenceFault, vendorFences } from './vendor-fences.ts'

const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}
const files = sourceFiles()
const imports = files.flatMap(importsOf)

describe('imports', () => {
  it('sees at least as many files as exist', () => {
    const existing = readdirSync(join(projectFolder, 'src'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name),
    )
    expect(files.length).toBeGreaterThanOrEqual(existing.length)
    expect(files.length).toBeGreaterThan(0)
    // Every file but a few type-only ones imports something: a walk that finds no imports is broken.
    expect(imports.length).toBeGreaterThan(files.length)
  })

  it('knows every folder', () => {
    expect(files.filter((file) => partOf(file) === null)).toEqual([])
  })

  it('resolves every import', () => {
    expect(imports.flatMap(resolutionFault)).toEqual([])
  })

  it('keeps to the table of folders', () => {
    expect(imports.flatMap(folderFault)).toEqual([])
  })

  it('keeps every vendor behind its fence', () => {
    expect(imports.flatMap(fenceFault)).toEqual([])
  })

  it('has one fence for each package that the service runs with', () => {
    expect(Object.keys(vendorFences).sort()).toEqual(Object.keys(manifest.dependencies).sort())
  })

  it('fences only what the console is built of, and that is no package of the service', () => {
    expect(Object.keys(consoleFences).filter((name) => !(name in manifest.devDependencies))).toEqual([])
  })

  it.each(['src/utils/x.ts', 'src/x.ts', 'src/storage/x.ts', 'src/storage/files/x.ts', 'src/service/x.ts'])(
    'does not know %s',
    (file) => {
      expect(partOf(file)).toBeNull()
    },
  )

  const allowed: readonly Import[] = [
    { from: 'src/policy/parse/x.ts', specifier: '../../money/rational.ts', typeOnly: false },
    { from: 'src/policy/parse/x.ts', specifier: '../model/policy.ts', typeOnly: false },
    { from: 'src/accounts/x.ts', specifier: '../policy/model/value.ts', typeOnly: false },
    { from: 'src/maintenance/x.ts', specifier: '../storage/storage.ts', typeOnly: true },
    { from: 'src/domain.ts', specifier: './storage/storage.ts', typeOnly: true },
    { from: 'src/storage/sqlite/x.ts', specifier: '../../journal/entry.ts', typeOnly: true },
    { from: 'src/storage/sqlite/x.ts', specifier: '../../journal/read-entry.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '../stored-json.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '@photostructure/sqlite', typeOnly: false },
    { from: 'src/storage/open/x.ts', specifier: '../mongo/x.ts', typeOnly: false },
    { from: 'src/service.ts', specifier: './domain.ts', typeOnly: false },
    { from: 'src/http/x.ts', specifier: 'node:http', typeOnly: false },
    { from: 'src/console/views/x.tsx', specifier: 'react', typeOnly: false },
    { from: 'src/console/views/x.tsx', specifier: '../api/x.ts', typeOnly: false },
  ]
  it.each(allowed)('allows $from to import $specifier', (example) => {
    expect([...folderFault(example), ...fenceFault(example)]).toEqual([])
  })

  const refused: readonly Import[] = [
    { from: 'src/problems/x.ts', specifier: '../time/clock.ts', typeOnly: true },
    { from: 'src/policy/x.ts', specifier: '../journal/entry.ts', typeOnly: true },
    { from: 'src/policy/model/x.ts', specifier: '../parse/x.ts', typeOnly: true },
    { from: 'src/accounts/x.ts', specifier: '../policy/versions/policies.ts', typeOnly: true },
    { from: 'src/journal/x.ts', specifier: '../accounts/accounts.ts', typeOnly: true },
    { from: 'src/decisions/x.ts', specifier: '../storage/storage.ts', typeOnly: true },
    { from: 'src/decisions/x.ts', specifier: '../domain.ts', typeOnly: true },
    { from: 'src/maintenance/x.ts', specifier: '../storage/storage.ts', typeOnly: false },
    { from: 'src/maintenance/x.ts', specifier: '../storage/open/open-storage.ts', typeOnly: false },
    { from: 'src/domain.ts', specifier: './storage/open/open-storage.ts', typeOnly: false },
    { from: 'src/domain.ts', specifier: './config/config.ts', typeOnly: true },
    { from: 'src/storage/sqlite/x.ts', specifier: '../../journal/entry.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '../../journal/evolve.ts', typeOnly: false },
    { from: 'src/storage/memory/x.ts', specifier: '../../journal/read-entry.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '../memory/x.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '../open/open-storage.ts', typeOnly: false },
    { from: 'src/storage/storage.ts', specifier: '../journal/entry.ts', typeOnly: false },
    { from: 'src/storage/stored-json.ts', specifier: '../journal/entry.ts', typeOnly: true },
    { from: 'src/http/x.ts', specifier: '../storage/sqlite/x.ts', typeOnly: true },
    { from: 'src/http/x.ts', specifier: '../service.ts', typeOnly: true },
    { from: 'src/cli/x.ts', specifier: '../main.ts', typeOnly: false },
    { from: 'src/service.ts', specifier: './console/x.ts', typeOnly: true },
    { from: 'src/service.ts', specifier: './cli/x.ts', typeOnly: true },
    { from: 'src/cli/x.ts', specifier: '../utils/x.ts', typeOnly: false },
    { from: 'src/cli/x.ts', specifier: '../../test/x.ts', typeOnly: false },
    { from: 'src/decisions/x.ts', specifier: 'express', typeOnly: true },
    { from: 'src/policy/x.ts', specifier: 'yaml', typeOnly: false },
    { from: 'src/storage/memory/x.ts', specifier: '@photostructure/sqlite', typeOnly: false },
    { from: 'src/storage/mongo/x.ts', specifier: 'node:sqlite', typeOnly: false },
    { from: 'src/ids/x.ts', specifier: 'nanoid', typeOnly: false },
    { from: 'src/http/x.ts', specifier: 'csv-stringify/sync', typeOnly: false },
    { from: 'src/http/x.ts', specifier: 'react', typeOnly: false },
    { from: 'src/console/views/x.tsx', specifier: '../../http/x.ts', typeOnly: true },
    { from: 'src/console/views/x.tsx', specifier: '../../money/rational.ts', typeOnly: false },
  ]
  it.each(refused)('refuses $from to import $specifier', (example) => {
    expect([...folderFault(example), ...fenceFault(example)]).toHaveLength(1)
  })
})

function resolutionFault(found: Import): readonly string[] {
  const { from, specifier, typeOnly } = found
  if (specifier === null) return [`${from}: an import whose target is computed`]
  const target = targetOf(found)
  if (target !== null) {
    const named = /\.(ts|tsx|json|css)$/.test(target)
    return named && existsSync(join(projectFolder, target)) ? [] : [`${from}: ${specifier} does not exist`]
  }
  if (specifier.startsWith('node:')) {
    return builtinModules.includes(specifier.slice('node:'.length)) ? [] : [`${from}: ${specifier} is no Node module`]
  }
  const name = packageOf(specifier)
  const known =
    name in manifest.dependencies || ((typeOnly || name in consoleFences) && name in manifest.devDependencies)
  return known ? [] : [`${from}: ${specifier} is no dependency of this package`]
}
