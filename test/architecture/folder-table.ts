import { type Import, targetOf } from './source-file.ts'

const leaves = ['problems', 'money', 'time', 'ids', 'fingerprint', 'lines']
const policy = ['policy', 'policy/model']
const useCases = ['decisions', 'reviews', 'disputes', 'accounts', 'orders']
const domain = [
  ...policy,
  ...useCases,
  'journal',
  'access',
  'audit',
  'drafts',
  'events',
  'transparency',
  'erasure',
  'archive',
  'checkpoints',
  'evidence',
  'maintenance',
  'webhooks',
  'panel',
]
const port = 'storage/storage.ts'
const drivers = ['storage/memory', 'storage/sqlite', 'storage/mongo']
const edge = [...domain, ...leaves, 'config', 'observability']

/** To import anything of the parts and files, and types only of the others. */
interface Permission {
  readonly any: readonly string[]
  readonly files?: readonly string[]
  readonly types?: readonly string[]
}

/** A driver asks the journal what the text of an entry is, and one that holds texts whether what it reads is an entry. */
const storedEntry = ['model/form', 'read-entry', 'seal', 'archive-place'].map((name) => `src/journal/${name}.ts`)

/** Every driver asks the journal what an entry is found by, and how what is found is summed or given on. */
const foundEntry = [
  'found-by',
  'storable-entry',
  'decision-conditions',
  'totals',
  'quarter-sums',
  'dispute-entries',
  'look-by-steps',
  'model/sum',
  'stored-block',
].map((name) => `src/journal/${name}.ts`)

const driver: Permission = {
  any: ['config', 'storage/stored-json.ts', ...leaves],
  files: foundEntry,
  types: [port, ...domain],
}

/** Which part of src may import which others; a part is a folder, or a file by its path. What is not listed is forbidden. */
const permissions: Readonly<Record<string, Permission>> = {
  problems: { any: [] },
  money: { any: ['problems'] },
  time: { any: ['problems'] },
  ids: { any: ['problems'] },
  fingerprint: { any: ['problems'] },
  lines: { any: [] },
  'policy/model': { any: leaves },
  policy: { any: ['policy/model', ...leaves] },
  // The feed numbers the entries of the audit log among its own.
  journal: { any: leaves, types: ['audit'] },
  checkpoints: { any: ['transparency', 'journal', ...leaves] },
  transparency: { any: ['journal', ...leaves] },
  access: { any: leaves },
  audit: { any: leaves },
  drafts: { any: ['access', 'audit', ...policy, ...leaves] },
  events: { any: ['journal', 'audit', ...leaves] },
  erasure: { any: ['journal', 'audit', ...leaves] },
  archive: { any: ['journal', 'audit', 'checkpoints', 'transparency', ...leaves] },
  accounts: { any: ['journal', 'orders', 'policy/model', ...leaves] },
  orders: { any: ['journal', ...policy, ...leaves] },
  decisions: { any: ['journal', 'orders', 'audit', ...policy, ...leaves] },
  reviews: { any: ['decisions', 'journal', 'orders', 'audit', ...policy, ...leaves] },
  disputes: { any: ['decisions', 'journal', 'orders', 'audit', ...policy, ...leaves] },
  evidence: { any: ['checkpoints', 'events', 'journal', ...useCases, ...policy, ...leaves] },
  webhooks: { any: ['journal', ...useCases, ...policy, ...leaves] },
  panel: { any: ['journal', ...useCases, ...policy, ...leaves] },
  maintenance: { any: [...domain, ...leaves], types: [port] },
  config: { any: ['problems'] },
  // What counts use cases and stores knows their types.
  observability: { any: ['problems', 'config', 'time'], types: [port, ...domain] },
  'storage/storage.ts': { any: [], types: domain },
  'storage/stored-json.ts': { any: leaves },
  'storage/memory': { ...driver, files: [...foundEntry, 'src/journal/seal.ts'] },
  'storage/sqlite': { ...driver, files: [...foundEntry, ...storedEntry] },
  'storage/mongo': { ...driver, files: [...foundEntry, ...storedEntry] },
  'storage/open': {
    any: [...drivers, 'config', ...leaves],
    files: ['src/journal/archive-place.ts'],
    types: [port],
  },
  http: { any: edge, types: [port] },
  // Threads, and what they are told and tell.
  workers: {
    any: [...domain, ...leaves, 'config', 'observability', 'domain.ts', 'storage/open', 'workbench.ts'],
    files: ['src/storage/sqlite/packing/unpack.ts'],
  },
  cli: { any: [...edge, 'service.ts', 'workbench.ts', 'workers'], types: [port] },
  // What it knows of the service stands in its generated types.
  console: { any: [] },
  client: { any: [] },
  'domain.ts': { any: [...domain, ...leaves], types: [port] },
  'workbench.ts': { any: [...domain, ...leaves, 'domain.ts', 'storage/open'] },
  'repetitions.ts': { any: edge, types: [port] },
  'service.ts': { any: [...edge, 'repetitions.ts', 'domain.ts', 'storage/open', 'http', 'workers'], types: [port] },
  'main.ts': { any: ['cli'] },
}

/** The part of the table that a file under src belongs to, the nearest one; null for an unknown folder or file. */
export function partOf(file: string): string | null {
  for (let path = file.replace(/^src\//, ''); path !== '.'; path = parentOf(path)) {
    if (Object.hasOwn(permissions, path)) return path
  }
  return null
}

/** What is wrong with an import by the table: one sentence, or none. */
export function folderFault(found: Import): readonly string[] {
  const target = targetOf(found)
  const part = partOf(found.from)
  if (target === null || part === null) return []
  const targetPart = target.startsWith('src/') ? partOf(target) : null
  const { any, files = [], types = [] } = permissions[part] ?? { any: [] }
  if (targetPart !== null && (targetPart === part || any.includes(targetPart))) return []
  if (files.includes(target)) return []
  const forTypes = targetPart !== null && types.includes(targetPart)
  if (forTypes && found.typeOnly) return []
  const named = `${found.from} (${part}) may not import ${found.specifier} (${targetPart ?? 'no part of src'})`
  return [`${named}${forTypes ? ' but as import type' : ''}`]
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end < 0 ? '.' : path.slice(0, end)
}
