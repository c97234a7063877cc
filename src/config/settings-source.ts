import { readFileSync } from 'node:fs'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { type Environment } from './environment.ts'
import { environmentVariable, settings } from './settings.ts'

/** A setting as one source gives it; `source` says where, for people. */
export interface GivenSetting {
  readonly name: string
  readonly value: unknown
  readonly source: string
}

/** A fault of a source or of one of its settings. */
export interface ConfigFault {
  readonly setting: string | null
  readonly source: string
  readonly message: string
}

/** What one source gives, and all that is wrong with it: a fault never hides the settings beside it. */
export interface SettingsSource {
  readonly given: readonly GivenSetting[]
  readonly faults: readonly ConfigFault[]
}

/** Reads a YAML file of settings; a file that cannot be read or is no map of settings is a fault. */
export function settingsFromFile(path: string, label: string): SettingsSource {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return faulty(label, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'})`)
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const errors = [...document.errors, ...document.warnings]
  if (errors.length > 0) {
    const faults = errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return { setting: null, source: `${label}:${line}:${col}`, message: `is no valid YAML: ${error.message}` }
    })
    return { given: [], faults }
  }
  if (document.contents === null) return { given: [], faults: [] }
  if (!isMap(document.contents)) return faulty(label, 'must be a map of settings and their values')
  const given = document.contents.items.map((item) => {
    const name = isScalar(item.key) ? String(item.key.value) : String(item.key)
    const { line, col } = lines.linePos(isScalar(item.key) ? (item.key.range?.[0] ?? 0) : 0)
    const value: unknown = isNode(item.value) ? item.value.toJS(document) : item.value
    return { name, value, source: `${label}:${line}:${col}` }
  })
  return { given, faults: [] }
}

/** The settings that the environment gives; an empty variable counts as not set. */
export function settingsFromEnvironment(environment: Environment): SettingsSource {
  const given: GivenSetting[] = []
  for (const name of settings.keys()) {
    const variable = environmentVariable(name)
    const value = environment[variable]
    if (value !== undefined && value !== '') {
      given.push({ name, value: fromText(name, value), source: `environment variable ${variable}` })
    }
  }
  return { given, faults: [] }
}

/** The settings that options of the command line give, as texts by setting name. */
export function settingsFromOptions(options: Readonly<Record<string, string | undefined>>): SettingsSource {
  const given: GivenSetting[] = []
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) given.push({ name, value: fromText(name, value), source: 'command line' })
  }
  return { given, faults: [] }
}

/** Text of the environment as the setting's type: a text that does not fit stays text, and is refused later. */
function fromText(name: string, text: string): unknown {
  return settings.get(name)?.schema.type === 'integer' && /^[0-9]{1,15}$/.test(text) ? Number(text) : text
}

function faulty(source: string, message: string): SettingsSource {
  return { given: [], faults: [{ setting: null, source, message }] }
}
