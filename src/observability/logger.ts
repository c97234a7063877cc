import { type DestinationStream, destination, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'
import type { LogLevel } from '../config/config.ts'

export type { Logger }

const secretNames = [
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'key',
  'admin_key',
  'adminKey',
  'api_key',
  'apiKey',
  'password',
  'token',
]

const standardError = 2

interface LoggerOptions {
  readonly level: LogLevel
  /** The number that stands in each line where several processes write. */
  readonly worker?: number
  readonly stream?: DestinationStream
}

/**
 * Structured logs: one JSON object a line, with UTC ISO 8601 times, and without the values of
 * fields that carry secrets (authorization, keys, cookies), up to three levels deep, nor ids of customers in faults. Writes to
 * standard error, so that standard output stays for people and results, and synchronously, so that
 * the last line before an end is there.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { level, worker } = options
  return pino(
    {
      level,
      base: worker === undefined ? null : { worker },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withoutIds },
      redact: { paths: secretPaths(), censor: '[removed]' },
    },
    options.stream ?? destination({ dest: standardError, sync: true }),
  )
}

/** A fault of the store names the account or order that it met, for the command line; the log does not repeat it. */
function withoutIds(error: Error): object {
  const { type, message, stack, code }: Record<string, unknown> = { ...stdSerializers.err(error) }
  return { type, code, message: scrubbed(message), stack: scrubbed(stack) }
}

function scrubbed(text: unknown): string {
  return String(text).replaceAll(/\b(account|order) "[^"]*"/gu, '$1 "[removed]"')
}

function secretPaths(): string[] {
  return secretNames.flatMap((name) => ['', '*', '*.*', '*.*.*'].map((above) => `${above}["${name}"]`))
}
