import { readFile } from 'node:fs/promises'
import { type ArchiveFolder, openArchiveFolder } from './archive/archive-folder.ts'
import { openCheckpoints } from './checkpoints/open-checkpoints.ts'
import type { Config } from './config/config.ts'
import { installedFile } from './config/installation.ts'
import { decideAsText } from './decisions/decided-text.ts'
import { createJudgeCase } from './decisions/judge-case.ts'
import { judgeStrength } from './decisions/judge-strength.ts'
import { createDomain, type Domain } from './domain.ts'
import { createDisputePacks } from './evidence/create-dispute-packs.ts'
import type { DisputePacks } from './evidence/dispute-pack.ts'
import { type DrainingServer, listen } from './http/draining-server.ts'
import { gateOfImpact } from './maintenance/gate-of-impact.ts'
import { gateOfProofs } from './maintenance/gate-of-proofs.ts'
import { createImpacts, type ReplayThreads } from './maintenance/impacts.ts'
import { createClockLagReport } from './observability/clock-lag.ts'
import { differenceReport } from './observability/difference-report.ts'
import { createLogger, type Logger } from './observability/logger.ts'
import { createMetrics } from './observability/metrics.ts'
import { observeDecisions } from './observability/observe-decisions.ts'
import { observeStorage } from './observability/observe-storage.ts'
import { sampleStore } from './observability/sample-store.ts'
import { type CompareTexts, compareTexts } from './policy/difference/compare-texts.ts'
import { createReferenceEvaluator } from './policy/evaluate/with-json-rules-engine.ts'
import { prepareAgreed } from './policy/versions/agreed-evaluator.ts'
import { type CheckPolicyText, checkPolicy } from './policy/versions/check-policy.ts'
import { candidatesOf } from './policy/versions/evaluator-candidates.ts'
import type { Policies } from './policy/versions/policies.ts'
import { seedPolicies } from './policy/versions/seed-policies.ts'
import { Problem } from './problems/problem.ts'
import { startRepetitions } from './repetitions.ts'
import { openStorage, whileLocked } from './storage/open/open-storage.ts'
import type { Storage } from './storage/storage.ts'
import { type Clock, systemClock } from './time/clock.ts'
import type { Repetition } from './time/repeat.ts'
import { decideBeside, type openDecideThread } from './workers/decide-threads.ts'
import { createPlaces } from './workers/places.ts'
import type { PolicyChecks } from './workers/policy-checks.ts'
import { createPolicyProver, type PolicyProofs } from './workers/policy-prover.ts'
import { prepareTexts } from './workers/prepare-texts.ts'
import { openReplayHere } from './workers/replay-threads.ts'

export { migrateStorage } from './storage/open/open-storage.ts'
export { snapshotStore } from './storage/open/snapshot-store.ts'

/** What tests replace, time, store and log, and whether a store may be made where there is none (by itself it is). */
export interface ServiceOverrides {
  readonly clock?: Clock
  /** The service closes it. */
  readonly storage?: Storage
  readonly logger?: Logger
  readonly mayMakeStore?: boolean
  /** What `/metrics` tells where several processes serve: those of all of them. */
  readonly metricsOfAll?: () => Promise<string>
  /** Check policy texts; the service closes them. They are checked in its own thread unless given. */
  readonly checks?: PolicyChecks
  /** Prove things of policy texts; the service closes them. Its own thread does unless given. */
  readonly proofs?: PolicyProofs
  /** Threads that decide recorded decisions again; its own thread does unless given. */
  readonly openReplayThreads?: () => ReplayThreads
  /** A thread beside its own for the lines of a bulk; the service closes it. Its own does alone unless given. */
  readonly openDecideThread?: typeof openDecideThread
}

/** A service over one store, wired; it does nothing by itself until it is prepared or listens. */
export interface Service extends Domain {
  readonly storage: Storage
  /** What the store reads through. */
  readonly archive: ArchiveFolder
  readonly disputePacks: DisputePacks
  /**
   * Makes a store ready to serve: publishes the first policy where there is none, completes the
   * audit log after a crash, and sees to an administrator's key. Resolves to the secret of a key
   * that was made or stored just now, null otherwise.
   */
  prepare(): Promise<Prepared>
  /**
   * Prepares the store, then listens; from time to time it passes overdue reviews on, gives new entries
   * their numbers in the feed, and erases personal data. An address that cannot be had is a Problem invalid_configuration.
   */
  listen(): Promise<Prepared & { readonly url: string }>
  /**
   * Answers everything that was accepted, then closes the store. `cut_off`: the drain timeout was up
   * first. Safe to call twice.
   */
  close(): Promise<'drained' | 'cut_off'>
}

/** Opens the store and wires a service. Problems invalid_configuration, store_unavailable, store_damaged. */
export async function createService(config: Config, overrides: ServiceOverrides = {}): Promise<Service> {
  const logger = overrides.logger ?? createLogger({ level: config.logLevel })
  const { clock = systemClock } = overrides
  const metrics = createMetrics(() => sampleStore({ storage, ...domain, checkReady, now: () => clock.now() }))
  const archive = openArchiveFolder(config.archiveFolder)
  const opened =
    overrides.storage ??
    (await openStorage(config.storeUrl, {
      ...overrides,
      onGroup: (writes) => metrics.committed(writes),
      deadlineMs: config.requestDeadlineMs,
      readArchived: archive.read,
      mayBeStandalone: config.mongodbStandalone === 'allowed',
    }))
  const storage = observeStorage(opened, metrics, logger)
  const reportLag = createClockLagReport({ logger, now: () => systemClock.now() })
  const onClockBehind = (lag: { readonly milliseconds: number }): void => {
    metrics.clockBehind(lag.milliseconds)
    reportLag(lag)
  }
  const onEvaluatorsDiffer = differenceReport(logger, metrics)
  const createEvaluator = prepareAgreed({
    candidates: candidatesOf(config.evaluator),
    createReference: createReferenceEvaluator,
    onEvaluatorsDiffer,
  })
  const judgeCase = createJudgeCase(createEvaluator)
  // Before it listens nobody waits, and what is checked is the operator's own.
  const checkHere: CheckPolicyText = (task) => checkPolicy(judgeCase, task)
  const checkElsewhere = overrides.checks?.check ?? checkHere
  const compareHere: CompareTexts = async (task) => compareTexts(task)
  let server: DrainingServer | null = null
  const stopping = new AbortController()
  const openThreads = overrides.openReplayThreads ?? openReplayHere
  const impacts = createImpacts({ store: storage, openThreads, inTurn: createPlaces(1) })
  const proofs = overrides.proofs ?? createPolicyProver(config.proofMs)
  const wired = createDomain({
    gateChecks: [...gateOfImpact({ impacts, clock, stop: stopping.signal }), gateOfProofs(proofs)],
    storage,
    clock,
    createEvaluator,
    prepareText: prepareTexts({
      createEvaluator,
      evaluator: config.evaluator,
      checks: overrides.checks,
      onEvaluatorsDiffer,
      isServing: () => server !== null,
    }),
    onClockBehind,
    onDueFault: (error) => logger.error({ err: error }, 'a draft that is due could not be published'),
    patienceMs: config.requestDeadlineMs,
    checkText: (task) => (server === null ? checkHere(task) : checkElsewhere(task)),
    compareTexts: overrides.checks?.compare ?? compareHere,
  })
  const domain = { ...wired, decisions: observeDecisions(wired.decisions, metrics) }
  const thread = overrides.openDecideThread?.(config, metrics, logger) ?? null
  const checkpoints = await openCheckpoints({ store: storage, clock }, config)
  const disputePacks = createDisputePacks({ store: storage, clock, receipts: checkpoints.receipts, ...domain })
  const checkReady = (): Promise<void> => storage.checkReady(config.minimumFreeBytes)
  let repetitions: readonly Repetition[] = []
  let closing: Promise<'drained' | 'cut_off'> | null = null
  const close = async (): Promise<'drained' | 'cut_off'> => {
    if (server !== null) logger.info('closing')
    domain.events.stop()
    stopping.abort()
    const stopped = Promise.all(repetitions.map((repetition) => repetition.stop()))
    const outcome = (await server?.drain(config.drainTimeoutMs)) ?? 'drained'
    await stopped
    await overrides.checks?.close()
    await proofs.close()
    await thread?.close()
    await storage.close()
    if (server !== null) logger.info({ outcome }, 'closed')
    return outcome
  }
  const prepare = (): Promise<Prepared> => prepareStore(config, domain, logger)
  return {
    ...domain,
    storage,
    archive,
    disputePacks,
    prepare,
    listen: async () => {
      const prepared = await prepare()
      const { createApp } = await import('./http/create-app.ts') // Commands that work on a store do not load it.
      metrics.watchProcess()
      const app = createApp({
        ...domain,
        decideInBulk: decideBeside({
          here: (request) => decideAsText(domain.decisions, request),
          thread,
          isDue: () => domain.drafts.due.isDue(),
        }),
        impacts,
        proofs,
        judgeStrength: overrides.checks?.judgeStrength ?? judgeStrength,
        checkpoints,
        store: storage,
        totals: storage,
        disputePacks,
        closing: stopping.signal,
        checkReady,
        logger,
        config,
        metrics,
        metricsOfAll: overrides.metricsOfAll ?? metrics.text,
      })
      server = await listen(app.handle, config, app)
      repetitions = startRepetitions(config, { ...domain, storage, checkpoints, logger, metrics })
      logger.info({ url: server.url }, 'listening')
      return { ...prepared, url: server.url }
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

interface Prepared {
  readonly newAdminSecret: string | null
}

async function prepareStore(
  config: Config,
  { policies, drafts, access, audit }: Domain,
  logger: Logger,
): Promise<Prepared> {
  const text = await firstPolicyText(config)
  const created = await whileLocked(async () => {
    await seedPolicies(policies, [text])
    await audit.reconcilePublishes(policies)
    await drafts.reconcile()
    return access.ensureAdminKey(config.adminKey)
  })
  await warmUp(policies, config.defaultPolicy, logger)
  return { newAdminSecret: created?.secret ?? null }
}

/** A longer text is made ready beside the requests, when the first one asks for it: nobody waits for the start so long. */
const longestAtStart = 100_000

/** Makes the policy that most requests ask for ready before the first of them; what its text lacks they are told. */
async function warmUp(policies: Policies, name: string, logger: Logger): Promise<void> {
  const newest = (await policies.list()).find((version) => version.name === name)
  if (newest === undefined || newest.text.length > longestAtStart) return
  try {
    await policies.newest(name)
  } catch (error) {
    logger.error({ err: error, policy: name }, 'the default policy cannot decide')
  }
}

async function firstPolicyText({ firstPolicyFile }: Config): Promise<string> {
  const path = installedFile(firstPolicyFile)
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Problem('invalid_configuration', `first_policy_file: ${path} cannot be read`, { cause })
  }
}
