import { type Import, packageOf } from './source-file.ts'

/** Where each package that the service runs with may be imported: folders and files of src. */
export const vendorFences: Readonly<Record<string, readonly string[]>> = {
  '@photostructure/sqlite': ['storage/sqlite'],
  ajv: ['policy', 'http/operations', 'http/request', 'config'],
  'ajv-formats': ['http/operations'],
  canonicalize: ['fingerprint'],
  'cli-progress': ['cli'],
  commander: ['cli'],
  'csv-stringify': ['http/answer'],
  'currency-codes': ['money'],
  diff: ['policy/difference', 'policy/page'],
  express: ['http'],
  'fraction.js': ['money'],
  helmet: ['http'],
  'intl-messageformat': ['policy/wording'],
  jsep: ['policy/expression'],
  'json-rules-engine': ['policy/evaluate/with-json-rules-engine.ts'],
  'jsonc-parser': ['http/request'],
  'lru-cache': ['archive', 'drafts', 'journal', 'policy/versions', 'storage/sqlite'],
  luxon: ['time'],
  mongoose: ['storage/mongo'],
  'node-diff3': ['policy/difference'],
  pino: ['observability', 'http'],
  'prom-client': ['observability'],
  'rate-limiter-flexible': ['http/operations'],
  'swagger-ui-dist': ['http/routes'],
  tinypool: ['workers'],
  umzug: ['storage/sqlite'],
  uuid: ['ids'],
  yaml: ['policy/document', 'config', 'console/text'],
  'z3-solver': ['workers/z3-contexts.ts'],
}

/** Where what the console is built of may be imported: the service itself runs without. */
export const consoleFences: typeof vendorFences = {
  '@codemirror/autocomplete': ['console/code'],
  '@codemirror/commands': ['console/code'],
  '@codemirror/lang-yaml': ['console/code'],
  '@codemirror/language': ['console/code'],
  '@codemirror/lint': ['console/code'],
  '@codemirror/merge': ['console/code'],
  '@codemirror/search': ['console/code'],
  '@codemirror/state': ['console/code'],
  '@codemirror/view': ['console/code'],
  '@lezer/highlight': ['console/code'],
  '@mantine/core': ['console'],
  '@mantine/hooks': ['console'],
  '@mantine/notifications': ['console'],
  '@tanstack/react-query': ['console'],
  '@tanstack/react-router': ['console'],
  'openapi-fetch': ['console/api'],
  react: ['console'],
  'react-dom': ['console/main.tsx'],
  recharts: ['console/charts'],
  vite: ['console/build'],
}

/** Modules of Node that are vendors all the same. */
const nodeFences: typeof vendorFences = { 'node:sqlite': ['storage/sqlite'] }

/** What is wrong with an import of a package: one sentence, or none. */
export function fenceFault({ from, specifier }: Import): readonly string[] {
  if (specifier === null || specifier.startsWith('.')) return []
  const name = packageOf(specifier)
  const isNode = name.startsWith('node:')
  const within = (isNode ? nodeFences : { ...vendorFences, ...consoleFences })[name]
  if (within === undefined) return isNode ? [] : [`${from}: no fence names ${name}`]
  const isInside = within.some((place) => from === `src/${place}` || from.startsWith(`src/${place}/`))
  return isInside ? [] : [`${from} may not import ${specifier}`]
}
