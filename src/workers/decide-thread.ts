import { openArchiveFolder } from '../archive/archive-folder.ts'
import type { Config } from '../config/config.ts'
import { type DecidedText, decideAsText } from '../decisions/decided-text.ts'
import type { Decisions, RefundRequest } from '../decisions/decisions.ts'
import { createDomain, type Domain } from '../domain.ts'
import { differenceReport } from '../observability/difference-report.ts'
import { createLogger } from '../observability/logger.ts'
import { observeDecisions } from '../observability/observe-decisions.ts'
import { observeStorage } from '../observability/observe-storage.ts'
import { type Counted, noteMetrics } from '../observability/retold-metrics.ts'
import { createReferenceEvaluator } from '../policy/evaluate/with-json-rules-engine.ts'
import { prepareAgreed } from '../policy/versions/agreed-evaluator.ts'
import { candidatesOf } from '../policy/versions/evaluator-candidates.ts'
import { Problem } from '../problems/problem.ts'
import { openStorage } from '../storage/open/open-storage.ts'
import { systemClock } from '../time/clock.ts'
import { threadData } from './thread-pool.ts'

/** Where a thread decides, as the settings of its service say. */
export type DecideSetting = Pick<
  Config,
  'storeUrl' | 'evaluator' | 'logLevel' | 'requestDeadlineMs' | 'archiveFolder' | 'defaultPolicy'
>

/** The thread is to be ready; JSON of requests to decide; or the store is to be closed. */
export type DecideTask = { readonly ready: true } | { readonly requests: string } | { readonly close: true }

/** What came of one request: plain data. */
export type ThreadAnswer =
  | DecidedText
  | { readonly problem: Pick<Problem, 'code' | 'detail' | 'extensions'> }
  | { readonly error: unknown }

/** What came of a task: an answer to each of its requests, and what is to be counted since the last one. */
export interface DecideAnswer {
  readonly answers: readonly ThreadAnswer[]
  readonly counted: readonly Counted[]
}

const setting = threadData() as DecideSetting
let counted: Counted[] = []
const metrics = noteMetrics((one) => {
  counted.push(one)
})
const logger = createLogger({ level: setting.logLevel })

interface Opened extends Pick<Domain, 'policies'> {
  readonly close: () => Promise<void>
  readonly decisions: Pick<Decisions, 'decide'>
}

let opened: Promise<Opened> | null = null

/** As another process on the same store: nothing is shared with the thread that serves but the file. */
async function open(): Promise<Opened> {
  const storage = observeStorage(
    await openStorage(setting.storeUrl, {
      mayMakeStore: false,
      onGroup: metrics.committed,
      readArchived: openArchiveFolder(setting.archiveFolder).read,
    }),
    metrics,
    logger,
  )
  const { policies, decisions } = createDomain({
    storage,
    clock: systemClock,
    createEvaluator: prepareAgreed({
      candidates: candidatesOf(setting.evaluator),
      createReference: createReferenceEvaluator,
      onEvaluatorsDiffer: differenceReport(logger, metrics),
    }),
    onClockBehind: ({ milliseconds }) => metrics.clockBehind(milliseconds),
    patienceMs: setting.requestDeadlineMs,
  })
  return { close: storage.close, policies, decisions: observeDecisions(decisions, metrics) }
}

/** Decides in the thread that runs this file. */
export async function run(task: DecideTask): Promise<DecideAnswer> {
  // By a task and not while the file is loaded: the thread lives on where the store cannot be opened, and says why.
  opened ??= open()
  const { close, policies, decisions } = await opened
  if ('close' in task) await close()
  // The policy may be published later, and is made ready then.
  if ('ready' in task) await policies.active(setting.defaultPolicy).catch(() => null)
  const requests = 'requests' in task ? (JSON.parse(task.requests) as readonly RefundRequest[]) : []
  const answers = await Promise.all(requests.map((request) => answer(decisions, request)))
  const noted = counted
  counted = []
  return { answers, counted: noted }
}

async function answer(decisions: Opened['decisions'], request: RefundRequest): Promise<ThreadAnswer> {
  try {
    return await decideAsText(decisions, request)
  } catch (error) {
    if (!(error instanceof Problem)) return { error }
    const { code, detail, extensions } = error
    return { problem: { code, detail, extensions } }
  }
}
