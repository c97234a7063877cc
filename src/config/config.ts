export const evaluatorNames = ['compiled', 'interpreted', 'reference'] as const
export type EvaluatorName = (typeof evaluatorNames)[number]

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The settings of one service, checked: made only by `loadConfig`. `config/default.yaml` says what each means. */
export interface Config {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** How many processes serve the port on this machine. */
  readonly processes: number
  readonly storeUrl: string
  /** Bytes that the disk of a SQLite store must have free for the service to be ready. */
  readonly minimumFreeBytes: number
  readonly defaultPolicy: string
  /** Relative paths are relative to the installed package. */
  readonly firstPolicyFile: string
  readonly evaluator: EvaluatorName
  /** Null: the first start makes one. */
  readonly adminKey: string | null
  readonly logLevel: LogLevel
  readonly requestBodyLimitBytes: number
  readonly policyBodyLimitBytes: number
  readonly requestDepthLimit: number
  readonly policyCheckMs: number
  readonly policyCheckThreads: number
  readonly drainTimeoutMs: number
  readonly reviewEscalationIntervalMs: number
  readonly feedIntervalMs: number
}
