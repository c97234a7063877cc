import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { type Import, importsOf, projectFolder, sourceFiles } from './source-file.ts'

const leaves = ['problems', 'money', 'time', 'ids', 'fingerprint']
const domain = [
  'policy',
  'access',
  'audit',
  'orders',
  'decisions',
  'journal',
  'accounts',
  'reviews',
  'disputes',
  'maintenance',
  'webhooks',
  'panel',
]
const drivers = ['storage/memory', 'storage/sqlite', 'storage/mongo']
const edge = [...domain, ...leaves, 'config', 'observability']

/** A folder's permission: to import anything of the folders, and types only of the others. */
interface Permission {
  readonly any: readonly string[]
  readonly types?: readonly string[]
}

/** Who may import whom; what is not listed is forbidden. */
const permissions: Readonly<Record<string, Permission>> = {
  problems: { any: [] },
  money: { any: ['problems'] },
  time: { any: ['problems'] },
  ids: { any: ['problems'] },
  fingerprint: { any: ['problems'] },
  policy: { any: leaves },
  journal: { any: leaves },
  accounts: { any: ['orders', 'policy', 'journal', ...leaves] },
  access: { any: leaves },
  audit: { any: leaves },
  orders: { any: ['policy', 'journal', ...leaves] },
  decisions: { any: ['policy', 'journal', 'orders', 'audit', ...leaves] },
  reviews: { any: ['decisions', 'policy', 'journal', 'orders', 'audit', ...leaves] },
  disputes: { any: ['decisions', 'policy', 'journal', 'orders', 'audit', ...leaves] },
  webhooks: { any: ['decisions', 'reviews', 'disputes', 'policy', 'journal', 'orders', ...leaves] },
  panel: { any: ['decisions', 'reviews', 'disputes', 'policy', 'journal', 'orders', ...leaves] },
  maintenance: { any: [...domain, ...leaves], types: ['storage/port'] },
  config: { any: ['problems'] },
  observability: { any: ['problems', 'config'] },
  'storage/port': { any: [], types: domain },
  'storage/memory': { any: ['config', ...leaves], types: ['storage/port', ...domain] },
  'storage/sqlite': { any: ['config', ...leaves], types: ['storage/port', ...domain] },
  'storage/mongo': { any: ['config', ...leaves], types: ['storage/port', ...domain] },
  'storage/open': { any: [...drivers, 'config', ...leaves], types: ['storage/port'] },
  http: { any: edge, types: ['storage/port'] },
  cli: { any: [...edge, 'service'], types: ['storage/port'] },
  console: { any: [], types: ['client'] },
  client: { any: [] },
  service: { any: [...edge, ...drivers, 'storage/open', 'http', 'cli', 'client'], types: ['storage/port'] },
  main: { any: [...edge, ...drivers, 'storage/open', 'http', 'cli', 'client', 'service'], types: ['storage/port'] },
}

/** Packages that only these folders or files may import. */
const vendorFences: readonly { readonly package: RegExp; readonly within: RegExp }[] = [
  { package: /^express(-|$)/, within: /^src\/http\// },
  { package: /^(mongoose|mongodb)$/, within: /^src\/storage\/mongo\// },
  { package: /^(libsql|better-sqlite3)$|^node:sqlite$/, within: /^src\/storage\/sqlite\// },
  { package: /^json-rules-engine$/, within: /^src\/policy\/evaluate\/with-json-rules-engine\.ts$/ },
  { package: /^yaml$/, within: /^src\/(policy\/document|config)\// },
  { package: /^ajv(-formats)?$/, within: /^src\/(policy|http|config)\// },
]

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

  const allowed: readonly Import[] = [
    { from: 'src/policy/parse/x.ts', specifier: '../../money/rational.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '../../journal/entry.ts', typeOnly: true },
    { from: 'src/storage/sqlite/x.ts', specifier: 'libsql', typeOnly: false },
  ]
  it.each(allowed)('allows $from to import $specifier', (example) => {
    expect([...folderFault(example), ...fenceFault(example)]).toEqual([])
  })

  const refused: readonly Import[] = [
    { from: 'src/problems/x.ts', specifier: '../time/clock.ts', typeOnly: true },
    { from: 'src/policy/x.ts', specifier: '../journal/entry.ts', typeOnly: true },
    { from: 'src/decisions/x.ts', specifier: '../storage/storage.ts', typeOnly: true },
    { from: 'src/storage/sqlite/x.ts', specifier: '../../journal/entry.ts', typeOnly: false },
    { from: 'src/storage/sqlite/x.ts', specifier: '../memory/x.ts', typeOnly: false },
    { from: 'src/storage/storage.ts', specifier: '../journal/entry.ts', typeOnly: false },
    { from: 'src/http/x.ts', specifier: '../storage/sqlite/x.ts', typeOnly: true },
    { from: 'src/cli/x.ts', specifier: '../main.ts', typeOnly: false },
    { from: 'src/service.ts', specifier: './console/x.ts', typeOnly: true },
    { from: 'src/cli/x.ts', specifier: '../../test/x.ts', typeOnly: false },
    { from: 'src/decisions/x.ts', specifier: 'express', typeOnly: true },
    { from: 'src/policy/x.ts', specifier: 'yaml', typeOnly: false },
    { from: 'src/storage/memory/x.ts', specifier: 'libsql', typeOnly: false },
  ]
  it.each(refused)('refuses $from to import $specifier', (example) => {
    expect([...folderFault(example), ...fenceFault(example)]).toHaveLength(1)
  })
})

/** The row of the table that a file belongs to; null for an unknown folder. */
const topFiles: Readonly<Record<string, string>> = {
  'service.ts': 'service',
  'workbench.ts': 'service',
  'main.ts': 'main',
}

function partOf(file: string): string | null {
  const [, folder = '', below = '', ...deeper] = file.split('/')
  if (below === '') return topFiles[folder] ?? null
  if (folder !== 'storage') return folder in permissions ? folder : null
  if (deeper.length > 0) return drivers.find((driver) => driver === `storage/${below}`) ?? null
  if (below === 'storage.ts') return 'storage/port'
  return below === 'open-storage.ts' ? 'storage/open' : null
}

function targetOf({ from, specifier }: Import): string | null {
  return specifier?.startsWith('.') ? posix.join(dirname(from), specifier) : null
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return specifier
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

function resolutionFault(found: Import): readonly string[] {
  const { from, specifier, typeOnly } = found
  if (specifier === null) return [`${from}: an import whose target is computed`]
  const target = targetOf(found)
  if (target !== null) {
    const named = /\.(ts|tsx|json)$/.test(target)
    return named && existsSync(join(projectFolder, target)) ? [] : [`${from}: ${specifier} does not exist`]
  }
  if (specifier.startsWith('node:')) {
    return builtinModules.includes(specifier.slice('node:'.length)) ? [] : [`${from}: ${specifier} is no Node module`]
  }
  const name = packageOf(specifier)
  const known = name in manifest.dependencies || (typeOnly && name in manifest.devDependencies)
  return known ? [] : [`${from}: ${specifier} is no dependency of this package`]
}

function fenceFault({ from, specifier }: Import): readonly string[] {
  const broken = vendorFences.filter(
    (fence) => fence.package.test(packageOf(specifier ?? '')) && !fence.within.test(from),
  )
  return broken.map(() => `${from} may not import ${specifier ?? ''}`)
}

function folderFault(found: Import): readonly string[] {
  const target = targetOf(found)
  const part = partOf(found.from)
  if (target === null || part === null) return []
  const targetPart = target.startsWith('src/') ? partOf(target) : null
  const permission = permissions[part]
  if (targetPart === part || (targetPart !== null && permission?.any.includes(targetPart))) return []
  if (targetPart !== null && found.typeOnly && permission?.types?.includes(targetPart)) return []
  const asTypes = targetPart !== null && permission?.types?.includes(targetPart) ? ' but as import type' : ''
  return [`${found.from} (${part}) may not import ${found.specifier} (${targetPart ?? 'outside src'})${asTypes}`]
}
