import { type Config, evaluatorNames, logLevels, standaloneAnswers } from './config.ts'

/** One setting: its JSON Schema, and in words what it accepts. */
export interface Setting {
  readonly key: keyof Config
  readonly schema: {
    readonly type: 'string' | 'integer' | readonly ['string', 'null']
    readonly [keyword: string]: unknown
  }
  readonly accepts: string
}

const kilobyte = 1024
const largestBody = 16 * kilobyte * kilobyte

const proxy = '(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]{2,45}(/[0-9]{1,3})?)'
const trustedProxies = `^([1-9]|${proxy}(, *${proxy})*)$`

/** Every setting by its name in files; its environment variable is the name in capitals. */
export const settings: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['host', text('host', '^[A-Za-z0-9.:_-]{1,255}$', 'a host name or an IP address')],
  ['port', wholeNumber('port', 0, 65_535)],
  ['processes', wholeNumber('processes', 1, 64)],
  [
    'store_url',
    text('storeUrl', '^(sqlite:.+|mongodb(\\+srv)?://.+|memory:)$', 'sqlite:PATH, mongodb://HOST/DATABASE or memory:'),
  ],
  ['mongodb_standalone', oneOf('mongodbStandalone', standaloneAnswers)],
  [
    'public_url',
    {
      key: 'publicUrl',
      schema: { type: ['string', 'null'], pattern: '^https?://[A-Za-z0-9.:_\\[\\]-]+(/[A-Za-z0-9._~-]+)*$' },
      accepts: 'the address of the service, https://HOST or with a path, without a slash at its end, or null',
    },
  ],
  ['minimum_free_bytes', wholeNumber('minimumFreeBytes', 0, 1024 ** 4)],
  [
    'default_policy',
    text('defaultPolicy', '^[a-z0-9][a-z0-9_-]{0,63}$', 'a policy name (lower-case letters, digits, - and _)'),
  ],
  ['first_policy_file', text('firstPolicyFile', '\\S', 'the path of a policy text')],
  ['evaluator', oneOf('evaluator', evaluatorNames)],
  [
    'admin_key',
    {
      key: 'adminKey',
      schema: { type: ['string', 'null'], minLength: 32, maxLength: 256, pattern: '^[\\x21-\\x7e]*$' },
      accepts: '32 to 256 visible ASCII characters without spaces, or null',
    },
  ],
  ['log_level', oneOf('logLevel', logLevels)],
  ['request_body_limit_bytes', wholeNumber('requestBodyLimitBytes', kilobyte, largestBody)],
  ['policy_body_limit_bytes', wholeNumber('policyBodyLimitBytes', kilobyte, largestBody)],
  ['request_depth_limit', wholeNumber('requestDepthLimit', 4, 200)],
  ['requests_per_minute', wholeNumber('requestsPerMinute', 0, 1_000_000)],
  ['failed_attempts_per_minute', wholeNumber('failedAttemptsPerMinute', 0, 1_000_000)],
  [
    'trust_proxy',
    {
      key: 'trustProxy',
      schema: { type: ['string', 'null'], pattern: trustedProxies },
      accepts:
        'how many proxies there are (in quotes), or their addresses and ranges with commas between them, or null',
    },
  ],
  ['policy_check_ms', wholeNumber('policyCheckMs', 100, 600_000)],
  ['policy_check_threads', wholeNumber('policyCheckThreads', 1, 64)],
  ['request_deadline_ms', wholeNumber('requestDeadlineMs', 100, 600_000)],
  ['keep_alive_ms', wholeNumber('keepAliveMs', 1_000, 240_000)],
  ['proof_ms', wholeNumber('proofMs', 100, 600_000)],
  ['drain_timeout_ms', wholeNumber('drainTimeoutMs', 100, 600_000)],
  ['review_escalation_interval_ms', wholeNumber('reviewEscalationIntervalMs', 1_000, 86_400_000)],
  ['feed_interval_ms', wholeNumber('feedIntervalMs', 10, 3_600_000)],
  ['erasure_interval_ms', wholeNumber('erasureIntervalMs', 10, 86_400_000)],
  ['personal_data_months', wholeNumber('personalDataMonths', 0, 1200)],
  ['checkpoint_folder', pathOrNull('checkpointFolder', 'the path of a folder, or null')],
  ['checkpoint_key_file', pathOrNull('checkpointKeyFile', 'the path of a key file, or null')],
  ['archive_folder', pathOrNull('archiveFolder', 'the path of a folder, or null')],
])

/** The environment variable that gives the setting. */
export function environmentVariable(name: string): string {
  return name.toUpperCase()
}

function text(key: keyof Config, pattern: string, accepts: string): Setting {
  return { key, schema: { type: 'string', pattern }, accepts }
}

function pathOrNull(key: keyof Config, accepts: string): Setting {
  return { key, schema: { type: ['string', 'null'], pattern: '\\S' }, accepts }
}

function wholeNumber(key: keyof Config, minimum: number, maximum: number): Setting {
  return { key, schema: { type: 'integer', minimum, maximum }, accepts: `a whole number from ${minimum} to ${maximum}` }
}

function oneOf(key: keyof Config, values: readonly string[]): Setting {
  return { key, schema: { type: 'string', enum: values }, accepts: `one of ${values.join(', ')}` }
}
