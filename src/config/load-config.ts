import { Ajv, type ValidateFunction } from 'ajv'
import { Problem } from '../problems/problem.ts'
import { type Config } from './config.ts'
import { type Environment } from './environment.ts'
import { installedFile } from './installation.ts'
import { settings } from './settings.ts'
import {
  type ConfigFault,
  type GivenSetting,
  type SettingsSource,
  settingsFromEnvironment,
  settingsFromFile,
  settingsFromOptions,
} from './settings-source.ts'

/** What may give settings; the environment counts below the options and above the file. */
export interface ConfigSources {
  readonly environment: Environment
  /** A file of settings; it counts before the one that CONFIG_FILE names. */
  readonly file?: string | undefined
  /** Options of the command line as texts, by setting name. */
  readonly options?: Readonly<Record<string, string | undefined>>
}

/**
 * The settings that count: command line over environment over file over config/default.yaml. Reads
 * files; any fault, of any source, is a Problem invalid_configuration whose detail lists all of them
 * (extension `faults`).
 */
export function loadConfig(sources: ConfigSources): Config {
  const file = sources.file ?? (sources.environment['CONFIG_FILE'] || undefined)
  const inAscendingRank: SettingsSource[] = [
    settingsFromFile(installedFile('config/default.yaml'), 'config/default.yaml'),
    ...(file === undefined ? [] : [settingsFromFile(file, file)]),
    settingsFromEnvironment(sources.environment),
    settingsFromOptions(sources.options ?? {}),
  ]
  const values = new Map<string, unknown>()
  const faults: ConfigFault[] = []
  for (const source of inAscendingRank) {
    faults.push(...source.faults)
    for (const given of source.given) {
      const fault = faultOf(given)
      if (fault === null) values.set(given.name, given.value)
      else faults.push(fault)
    }
  }
  if (faults.length === 0) faults.push(...missingSettings(values))
  if (faults.length > 0) throw invalidConfiguration(faults)
  const config: Record<string, unknown> = {}
  for (const [name, { key }] of settings) config[key] = values.get(name)
  return config as { readonly [Key in keyof Config]: Config[Key] }
}

// The schemas are this service's own: a test holds them against the schema of schemas, not every start.
const ajv = new Ajv({ allowUnionTypes: true, validateSchema: false })
const validators: ReadonlyMap<string, ValidateFunction> = new Map(
  [...settings].map(([name, setting]) => [name, ajv.compile(setting.schema)]),
)

function faultOf(given: GivenSetting): ConfigFault | null {
  const setting = settings.get(given.name)
  const validate = validators.get(given.name)
  if (setting === undefined || validate === undefined) {
    const message = `is no setting; the settings are ${[...settings.keys()].join(', ')}`
    return { setting: given.name, source: given.source, message }
  }
  if (validate(given.value)) return null
  const found = mayHoldSecret(given) ? 'this value' : JSON.stringify(given.value)
  return { setting: given.name, source: given.source, message: `must be ${setting.accepts}, not ${found}` }
}

/** An admin key that is too short is still a secret, and a misspelt URL still has its password. */
function mayHoldSecret({ name, value }: { readonly name: string; readonly value: unknown }): boolean {
  return name === 'admin_key' || (name === 'store_url' && String(value).includes('@'))
}

function missingSettings(values: ReadonlyMap<string, unknown>): readonly ConfigFault[] {
  return [...settings]
    .filter(([name]) => !values.has(name))
    .map(([name, { accepts }]) => ({
      setting: name,
      source: 'config/default.yaml',
      message: `is missing: ${accepts}`,
    }))
}

function invalidConfiguration(faults: readonly ConfigFault[]): Problem {
  const lines = faults.map(
    ({ setting, source, message }) => `${source}: ${setting === null ? '' : `${setting} `}${message}`,
  )
  return new Problem('invalid_configuration', lines.join('\n'), { extensions: { faults } })
}
