import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { installedFile } from '../../src/config/installation.ts'
import { type ConfigSources, loadConfig } from '../../src/config/load-config.ts'
import { environmentVariable, settings } from '../../src/config/settings.ts'
import type { ConfigFault } from '../../src/config/settings-source.ts'
import { Problem } from '../../src/problems/problem.ts'

const folder = mkdtempSync(join(tmpdir(), 'refund-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function settingsFile(text: string): string {
  const path = join(mkdtempSync(join(folder, 'file-')), 'settings.yaml')
  writeFileSync(path, text)
  return path
}

function faultsOf(sources: ConfigSources): readonly ConfigFault[] {
  try {
    loadConfig(sources)
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid_configuration') {
      return error.extensions['faults'] as readonly ConfigFault[]
    }
    throw error
  }
  return []
}

describe('the schemas of the settings', () => {
  const ajv = new Ajv({ allowUnionTypes: true })
  it.each([...settings])('that of %s is a JSON Schema', (_name, { schema }) => {
    expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null])
  })
})

describe('loadConfig', () => {
  it('gives the defaults where nothing else is said', () => {
    expect(loadConfig({ environment: {} })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      processes: 1,
      storeUrl: 'sqlite:data/refunds.db',
      publicUrl: null,
      mongodbStandalone: 'refused',
      minimumFreeBytes: 67_108_864,
      defaultPolicy: 'smm-panel',
      firstPolicyFile: 'rules/smm-panel/policy.yaml',
      evaluator: 'compiled',
      adminKey: null,
      logLevel: 'info',
      requestBodyLimitBytes: 262_144,
      policyBodyLimitBytes: 1_048_576,
      requestDepthLimit: 32,
      requestsPerMinute: 0,
      failedAttemptsPerMinute: 100,
      trustProxy: null,
      policyCheckMs: 30_000,
      proofMs: 30_000,
      policyCheckThreads: 1,
      requestDeadlineMs: 5_000,
      keepAliveMs: 65_000,
      drainTimeoutMs: 10_000,
      reviewEscalationIntervalMs: 60_000,
      feedIntervalMs: 300,
      erasureIntervalMs: 10_000,
      personalDataMonths: 0,
      checkpointFolder: null,
      checkpointKeyFile: null,
      archiveFolder: null,
    })
  })

  it('ranks the command line over the environment over a file over the defaults', () => {
    const file = settingsFile('port: 1001\nhost: 10.0.0.1\nlog_level: warn\n')
    const environment = { PORT: '1002', HOST: '10.0.0.2', CONFIG_FILE: file }
    expect(loadConfig({ environment, options: { port: '1003' } })).toMatchObject({
      port: 1003,
      host: '10.0.0.2',
      logLevel: 'warn',
      evaluator: 'compiled',
    })
  })

  it('takes the file of the command line before that of CONFIG_FILE', () => {
    const environment = { CONFIG_FILE: settingsFile('port: 1001\n') }
    expect(loadConfig({ environment, file: settingsFile('port: 1002\n') }).port).toBe(1002)
  })

  it('reads every setting from its environment variable', () => {
    const given: Readonly<Record<string, string>> = {
      HOST: '0.0.0.0',
      PROCESSES: '3',
      PORT: '0',
      STORE_URL: 'memory:',
      DEFAULT_POLICY: 'hosting',
      FIRST_POLICY_FILE: 'rules/hosting/policy.yaml',
      EVALUATOR: 'reference',
      ADMIN_KEY: 'k'.repeat(32),
      LOG_LEVEL: 'debug',
      REQUEST_BODY_LIMIT_BYTES: '2048',
      POLICY_BODY_LIMIT_BYTES: '4096',
      REQUEST_DEPTH_LIMIT: '8',
      POLICY_CHECK_MS: '2000',
      POLICY_CHECK_THREADS: '3',
      REQUEST_DEADLINE_MS: '700',
      PROOF_MS: '900',
      KEEP_ALIVE_MS: '70000',
      DRAIN_TIMEOUT_MS: '500',
      REVIEW_ESCALATION_INTERVAL_MS: '7000',
      REQUESTS_PER_MINUTE: '600',
      FAILED_ATTEMPTS_PER_MINUTE: '5',
      TRUST_PROXY: '10.0.0.0/8, loopback',
      PUBLIC_URL: 'https://refunds.example.com/a',
      FEED_INTERVAL_MS: '300',
      MINIMUM_FREE_BYTES: '5000',
      MONGODB_STANDALONE: 'allowed',
      ERASURE_INTERVAL_MS: '400',
      PERSONAL_DATA_MONTHS: '24',
      CHECKPOINT_FOLDER: '/var/lib/checkpoints',
      CHECKPOINT_KEY_FILE: '/etc/checkpoint.key',
      ARCHIVE_FOLDER: '/archive',
    }
    expect(Object.keys(given).sort()).toEqual([...settings.keys()].map(environmentVariable).sort())
    const config = loadConfig({ environment: given })
    expect(Object.values(config).map(String).sort()).toEqual(Object.values(given).sort())
  })

  it('takes an empty environment variable as not set', () => {
    expect(loadConfig({ environment: { PORT: '', CONFIG_FILE: '', ADMIN_KEY: '' } }).port).toBe(8080)
  })

  it.each([
    ['a port that is no number', { PORT: 'http' }, 'port', 'a whole number from 0 to 65535'],
    ['a port out of range', { PORT: '65536' }, 'port', 'a whole number from 0 to 65535'],
    ['a port with a fraction', { PORT: '80.5' }, 'port', 'a whole number from 0 to 65535'],
    ['a store of an unknown kind', { STORE_URL: 'mysql://localhost' }, 'store_url', 'sqlite:PATH'],
    ['a short admin key', { ADMIN_KEY: 'short' }, 'admin_key', '32 to 256'],
    ['an admin key with a space', { ADMIN_KEY: `${'k'.repeat(32)} ` }, 'admin_key', 'without spaces'],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'log_level', 'one of fatal, error'],
    ['an unknown evaluator', { EVALUATOR: 'fast' }, 'evaluator', 'one of compiled, interpreted, reference'],
    ['a policy name that cannot be one', { DEFAULT_POLICY: 'SMM Panel' }, 'default_policy', 'a policy name'],
    ['a drain timeout of 0', { DRAIN_TIMEOUT_MS: '0' }, 'drain_timeout_ms', 'from 100 to 600000'],
  ])('refuses %s, naming the variable and what is accepted', (_, environment, setting, accepted) => {
    const faults = faultsOf({ environment })
    expect(faults).toEqual([
      {
        setting,
        source: `environment variable ${setting.toUpperCase()}`,
        message: expect.stringContaining(accepted) as unknown,
      },
    ])
  })

  it.each([
    ['an unknown key', 'prot: 80\n', ':1:1', 'prot', 'is no setting'],
    ['a number written as text', 'port: "80"\n', ':1:1', 'port', 'a whole number'],
    ['text where a number belongs', '\nport: eighty\n', ':2:1', 'port', 'a whole number'],
    ['a number where text belongs', 'host: 5\n', ':1:1', 'host', 'a host name'],
    ['a setting that is null', 'log_level: null\n', ':1:1', 'log_level', 'one of'],
    ['a setting that is a list', 'host: [a]\n', ':1:1', 'host', 'a host name'],
    ['a setting given twice', 'port: 1\nport: 2\n', ':2:1', null, 'no valid YAML'],
    ['an unknown tag', 'port: !env PORT\n', ':1:7', null, 'no valid YAML'],
    ['a broken text', 'port: [1\n', ':2:1', null, 'no valid YAML'],
    ['a list of settings', '- port\n', '', null, 'must be a map'],
  ])('refuses a file with %s, naming the place', (_, text, place, setting, message) => {
    const file = settingsFile(text)
    expect(faultsOf({ environment: {}, file })[0]).toEqual({
      setting,
      source: `${file}${place}`,
      message: expect.stringContaining(message) as unknown,
    })
  })

  it('takes an empty file as no settings', () => {
    expect(loadConfig({ environment: {}, file: settingsFile('# nothing\n') }).port).toBe(8080)
  })

  it('refuses a file that is not there', () => {
    const file = join(folder, 'absent.yaml')
    expect(faultsOf({ environment: { CONFIG_FILE: file } })).toEqual([
      { setting: null, source: file, message: 'cannot be read (ENOENT)' },
    ])
  })

  it('lists the faults of all sources at once', () => {
    const faults = faultsOf({
      environment: { PORT: 'x', LOG_LEVEL: 'loud' },
      file: settingsFile('prot: 1\nevaluator: fast\n'),
      options: { host: 'a b' },
    })
    expect(faults.map(({ setting }) => setting)).toEqual(['prot', 'evaluator', 'port', 'log_level', 'host'])
  })

  it('does not repeat an admin key that it refuses', () => {
    const [fault] = faultsOf({ environment: { ADMIN_KEY: 'hunter2' } })
    expect(fault?.message).not.toContain('hunter2')
  })
})

describe('config/default.yaml', () => {
  const lines = readFileSync(installedFile('config/default.yaml'), 'utf8').split('\n')

  it.each([...settings.keys()])('comments %s', (name) => {
    const line = lines.findIndex((text) => text.startsWith(`${name}:`))
    expect(lines[line - 1]).toMatch(/^# \S/)
  })
})
