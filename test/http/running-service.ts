import type { Role } from '../../src/access/role.ts'
import type { Config } from '../../src/config/config.ts'
import { createLogger, type Logger } from '../../src/observability/logger.ts'
import { createService, type Service, type ServiceOverrides } from '../../src/service.ts'
import { checkResponse, type Received } from './response-checker.ts'

export interface Sent {
  /** A key's secret; the administrator's where it is left out, none for null. */
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** A value is sent as JSON. */
  readonly json?: unknown
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** A service that listens, over a store in memory. */
export interface RunningService {
  readonly service: Service
  readonly url: string
  readonly adminKey: string
  readonly log: readonly string[]
  /** Sends a request and checks that the OpenAPI document has the answer. */
  send(method: string, path: string, sent?: Sent): Promise<Received & { readonly problem: string | undefined }>
  /** The secret of a new key. */
  keyOf(name: string, roles: readonly Role[]): Promise<string>
  close(): Promise<void>
}

const adminKey = 'an-administrator-key-for-these-tests'

/** Settings of a service over a store in memory, on any free port. */
export const config: Config = {
  host: '127.0.0.1',
  port: 0,
  processes: 1,
  storeUrl: 'memory:',
  publicUrl: null,
  mongodbStandalone: 'allowed',
  minimumFreeBytes: 0,
  defaultPolicy: 'smm-panel',
  firstPolicyFile: 'rules/smm-panel/policy.yaml',
  evaluator: 'compiled',
  adminKey,
  logLevel: 'info',
  requestBodyLimitBytes: 262_144,
  policyBodyLimitBytes: 1_048_576,
  policyCheckMs: 60_000,
  policyCheckThreads: 1,
  proofMs: 60_000,
  requestDepthLimit: 32,
  requestsPerMinute: 0,
  failedAttemptsPerMinute: 0,
  trustProxy: null,
  requestDeadlineMs: 60_000,
  keepAliveMs: 65_000,
  drainTimeoutMs: 5_000,
  reviewEscalationIntervalMs: 60_000,
  feedIntervalMs: 60_000,
  erasureIntervalMs: 60_000,
  personalDataMonths: 0,
  checkpointFolder: null,
  checkpointKeyFile: null,
  archiveFolder: null,
}

/** A logger, and the lines that it wrote. */
export function recordingLogger(): { readonly logger: Logger; readonly log: readonly string[] } {
  const log: string[] = []
  return { logger: createLogger({ level: 'info', stream: { write: (line) => log.push(line) } }), log }
}

export async function startService(
  overrides: ServiceOverrides = {},
  settings: Config = config,
): Promise<RunningService> {
  const { logger, log } = recordingLogger()
  const service = await createService(settings, { logger, ...overrides })
  const { url } = await service.listen()
  return {
    service,
    url,
    adminKey,
    log,
    send: (method, path, sent = {}) => send(url, method, path, sent),
    keyOf: async (name, roles) => {
      const { secret } = await service.access.createKey({ name, roles, author: 'test' })
      return secret
    },
    close: async () => {
      await service.close()
    },
  }
}

async function send(
  url: string,
  method: string,
  path: string,
  { key = adminKey, headers = {}, json, body }: Sent,
): Promise<Received & { readonly problem: string | undefined }> {
  const content = json === undefined ? body : JSON.stringify(json)
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  })
  const text = await response.text()
  const isJson = /[/+]json$/u.test(response.headers.get('content-type') ?? '') && text !== ''
  const received = {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as unknown) : undefined,
  }
  checkResponse(method, path, received)
  return { ...received, problem: codeOf(received.json) }
}

function codeOf(json: unknown): string | undefined {
  return typeof json === 'object' && json !== null && 'code' in json ? String(json.code) : undefined
}
