export const evaluatorNames = ['compiled', 'interpreted', 'reference'] as const
export type EvaluatorName = (typeof evaluatorNames)[number]

export const standaloneAnswers = ['refused', 'allowed'] as const
export type StandaloneAnswer = (typeof standaloneAnswers)[number]

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
  /** What is done about a MongoDB server that is not a member of a replica set. */
  readonly mongodbStandalone: StandaloneAnswer
  /** Where customers reach the service, without a slash at its end; null where links are to be paths. */
  readonly publicUrl: string | null
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
  /** Of one key, in one process; 0 for no limit. */
  readonly requestsPerMinute: number
  /** Wrong keys of one client's address, in one process; 0 for no limit. */
  readonly failedAttemptsPerMinute: number
  /** Whose word on the client's address counts, as Express takes it; null for nobody's. */
  readonly trustProxy: string | null
  readonly policyCheckMs: number
  readonly policyCheckThreads: number
  /** For one proof. */
  readonly proofMs: number
  readonly requestDeadlineMs: number
  /** Of connections between two requests. */
  readonly keepAliveMs: number
  readonly drainTimeoutMs: number
  readonly reviewEscalationIntervalMs: number
  readonly feedIntervalMs: number
  readonly erasureIntervalMs: number
  /** Whole months; 0 keeps personal data until it is asked to be erased. */
  readonly personalDataMonths: number
  /** Null: the service writes no checkpoints. */
  readonly checkpointFolder: string | null
  /** Null exactly where the folder is. */
  readonly checkpointKeyFile: string | null
  /** Where archive files are; null: there are none. */
  readonly archiveFolder: string | null
}
