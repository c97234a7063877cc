import type { IncomingMessage, RequestListener } from 'node:http'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import type { Logger } from 'pino'
import type { Access } from '../access/access.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Checkpoints } from '../checkpoints/open-checkpoints.ts'
import type { Config } from '../config/config.ts'
import { serviceVersion } from '../config/installation.ts'
import type { Decisions } from '../decisions/decisions.ts'
import type { JudgeStrength } from '../decisions/judge-strength.ts'
import type { Disputes } from '../disputes/disputes.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Erasures } from '../erasure/erasures.ts'
import type { Events } from '../events/events.ts'
import type { DisputePacks } from '../evidence/dispute-pack.ts'
import type { Impacts } from '../maintenance/impacts.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Orders } from '../orders/orders.ts'
import type { ProvePolicies } from '../policy/analysis/prove-policies.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import type { Reviews } from '../reviews/reviews.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { problemAnswer } from './answer/problem-answer.ts'
import { problemOfError } from './answer/problem-of-error.ts'
import { sendAnswer } from './answer/send-answer.ts'
import { beginDeadline, beginNone } from './answer-in-time.ts'
import { serveConsole } from './console-pages.ts'
import { createDeadlines, type Deadlines, repeatByTimer } from './deadlines.ts'
import { serveDocsAssets } from './docs-assets.ts'
import { createLoopTurns, type LoopTurns, turnSizes } from './loop-turns.ts'
import { type MessageClasses, messageClasses } from './message-classes.ts'
import { httpMethods, ndjsonMediaType, type OpenApiDocument, type OperationObject } from './openapi/document.ts'
import { hasOwnTime, openApiDocument } from './openapi/open-api-document.ts'
import { type LineRouteDeps, lineRoute } from './operations/line-route.ts'
import type { OperationHandlers } from './operations/operation-handler.ts'
import { type BodySettings, operationRoute } from './operations/operation-route.ts'
import { createRequestLimits, type LimitSettings } from './operations/request-limits.ts'
import type { TryFacts } from './operations/with-fact-faults.ts'
import { beginExchange, exchangeOf } from './request/exchange.ts'
import { requestLog } from './request-log.ts'
import { accountRoutes } from './routes/accounts.ts'
import { administrationRoutes } from './routes/administration.ts'
import { apiDescriptionRoutes } from './routes/api-description.ts'
import { apiKeyRoutes } from './routes/api-keys.ts'
import { bulkDecisionRoutes } from './routes/bulk-decisions.ts'
import { checkpointRoutes } from './routes/checkpoints.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { disputeRoutes } from './routes/disputes.ts'
import { draftRoutes } from './routes/drafts.ts'
import { erasureRoutes } from './routes/erasures.ts'
import { eventRoutes } from './routes/events.ts'
import { guideRoutes } from './routes/guide.ts'
import { impactRoutes } from './routes/impacts.ts'
import { mutationRoutes } from './routes/mutations.ts'
import { orderRoutes } from './routes/orders.ts'
import { policyRoutes } from './routes/policies.ts'
import { proofRoutes } from './routes/proofs.ts'
import { publicPageRoutes } from './routes/public-pages.ts'
import { releaseRoutes } from './routes/releases.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { serviceStateRoutes, type ToldStore } from './routes/service-state.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { totalsRoutes } from './routes/totals.ts'
import { trustedProxies } from './trusted-proxies.ts'
import { answerUnroutable, otherMethods } from './unrouted-answers.ts'

/** All that the operations call, and the settings of the edge. */
export interface AppDeps extends Pick<Parameters<typeof bulkDecisionRoutes>[0], 'decideInBulk'> {
  readonly decisions: Decisions
  readonly orders: Orders
  readonly accounts: Accounts
  readonly reviews: Reviews
  readonly disputes: Disputes
  readonly disputePacks: DisputePacks
  readonly audit: AuditLog
  readonly erasures: Erasures
  readonly events: Events
  readonly policies: Policies
  readonly drafts: Drafts
  readonly checkpoints: Pick<Checkpoints, 'receipts' | 'newest' | 'compare'>
  readonly impacts: Impacts
  readonly proofs: ProvePolicies
  readonly judgeStrength: JudgeStrength
  readonly access: Access
  readonly store: ToldStore
  readonly totals: Parameters<typeof totalsRoutes>[0]['totals']
  /** Resolves when the store answers a read and could take a write. */
  readonly checkReady: () => Promise<void>
  /** Aborted when the service begins to stop. */
  readonly closing: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  /** What `/metrics` tells: this process, or all that serve the port. */
  readonly metricsOfAll: () => Promise<string>
  readonly config: BodySettings &
    LimitSettings &
    Pick<Config, 'defaultPolicy' | 'trustProxy' | 'requestDeadlineMs' | 'publicUrl'>
}

/** The HTTP interface, and the classes that a server must make its messages of for it. */
export interface App {
  readonly handle: RequestListener
  readonly classes: MessageClasses
  /** Hears of every new connection. */
  readonly onConnection: () => void
}

/** Every operation of the OpenAPI document, and a problem document for all else. */
export function createApp(deps: AppDeps): App {
  const turns = createLoopTurns(turnSizes, { inNextTurn: setImmediate })
  const app = newExpressApp(deps, turns)
  const classes = messageClasses(app)
  const hearer = {
    onAnswered: requestLog(deps.logger, deps.metrics),
    ...(deps.config.trustProxy === null ? {} : { addressOf: (message: IncomingMessage) => (message as Request).ip }),
  }
  return {
    classes,
    onConnection: turns.connectionCame,
    handle: (message, sent) => {
      const request = message as Request
      const response = sent as Response
      beginExchange(request, response, hearer)
      turns.run(() => {
        if (!response.destroyed) app(request, response, () => answerUnroutable(response))
      })
    },
  }
}

function newExpressApp(deps: AppDeps, turns: LoopTurns): Express {
  const document = openApiDocument(serviceVersion())
  const { defaultPolicy } = deps.config
  const handlers: OperationHandlers = {
    ...decisionRoutes({ decisions: deps.decisions, receipts: deps.checkpoints.receipts, defaultPolicy }),
    ...bulkDecisionRoutes({ ...deps, defaultPolicy }),
    ...orderRoutes({ ...deps, defaultPolicy }),
    ...accountRoutes({ accounts: deps.accounts, defaultPolicy }),
    ...erasureRoutes(deps),
    ...reviewRoutes(deps),
    ...disputeRoutes({ ...deps, defaultPolicy }),
    ...administrationRoutes(deps),
    ...eventRoutes(deps),
    ...policyRoutes(deps),
    ...draftRoutes(deps),
    ...releaseRoutes(deps),
    ...impactRoutes(deps),
    ...proofRoutes(deps),
    ...mutationRoutes(deps),
    ...guideRoutes(deps),
    ...apiKeyRoutes(deps),
    ...sessionRoutes(deps),
    ...totalsRoutes(deps),
    ...checkpointRoutes(deps),
    ...serviceStateRoutes(deps),
    ...publicPageRoutes({ policies: deps.policies, ...deps.config }),
    ...apiDescriptionRoutes(document),
  }
  const app = express()
  app.disable('x-powered-by').disable('etag').enable('strict routing').enable('case sensitive routing')
  app.set('query parser', false)
  app.set('trust proxy', trustedProxies(deps.config))
  const limits = createRequestLimits(deps.config)
  const deadlines = createDeadlines({
    milliseconds: deps.config.requestDeadlineMs,
    now: monotonicClock,
    repeat: repeatByTimer,
  })
  const tryFacts: TryFacts = ({ policy = defaultPolicy, facts }) =>
    deps.decisions.preview({ policy, facts, language: null })
  const deciding = { createDecision: tryFacts, previewDecision: tryFacts, decideInBulk: tryFacts }
  routeOperations(app, document, {
    ...deps,
    ...document,
    turns,
    handlers,
    tryFacts: deciding,
    limits,
    deadlines,
    settings: deps.config,
  })
  serveDocsAssets(app)
  serveConsole(app)
  app.use((): never => {
    throw new Problem('not_found', 'There is nothing at this path. /openapi.json lists what there is.')
  })
  app.use(problemAnswers(deps.logger))
  return app
}

function routeOperations(
  app: Express,
  document: OpenApiDocument,
  deps: LineRouteDeps & { readonly deadlines: Deadlines },
): void {
  for (const [path, operations] of Object.entries(document.paths)) {
    const route = app.route(path.replaceAll(/\{(\w+)\}/gu, ':$1'))
    const methods = httpMethods.filter((method) => operations[method] !== undefined)
    for (const method of methods) {
      const operation = operations[method]
      if (operation === undefined) continue
      const answer = routeOf(operation, deps)
      const begin = hasOwnTime(operation) ? beginNone : beginDeadline(deps.deadlines)
      route[method](async (request, response) => {
        const exchange = exchangeOf(response)
        exchange.route = path
        exchange.decision = askedFor(path, request.params['id'])
        const deadline = begin(request, response)
        try {
          await answer(request, response)
        } finally {
          deadline.end()
        }
      })
    }
    route.all(otherMethods(methods))
  }
}

function routeOf(operation: OperationObject, deps: LineRouteDeps): ReturnType<typeof operationRoute> {
  const isOfLines = operation.requestBody?.content[ndjsonMediaType] !== undefined
  return isOfLines ? lineRoute(operation, deps) : operationRoute(operation, deps)
}

const ofDecisions = /^\/v1\/(?:decisions|reviews)\/\{id\}/u
const entryId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** The decision that a path names, if that is an id of ours: whatever else stands there is not for the log. */
function askedFor(path: string, id: unknown): string | null {
  return ofDecisions.test(path) && typeof id === 'string' && entryId.test(id) ? id : null
}

/** Express knows an error handler by its four parameters. */
function problemAnswers(
  logger: Logger,
): (error: unknown, request: Request, response: Response, next: NextFunction) => void {
  return (error, _request, response, _next) => {
    const exchange = exchangeOf(response)
    const { requestId } = exchange
    const problem = problemOfError(error)
    exchange.problem = problem.code
    const answer = problemAnswer(problem, requestId)
    if (answer.status >= 500) {
      logger.error({ reqId: requestId, err: error, code: problem.code }, 'the request failed')
    }
    sendAnswer(response, answer, requestId)
  }
}
