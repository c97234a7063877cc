import { runBulk } from './bulk/run-bulk.mjs'
import { runEvaluation } from './evaluation/run-evaluation.mjs'
import { runHttp } from './http/run-http.mjs'
import { runMongo } from './mongo/run-mongo.mjs'
import { runProofs } from './proofs/run-proofs.mjs'
import { runStarts } from './starts/run-starts.mjs'
import { grownStore } from './store/grown-store.mjs'
import { inProcess } from './store/in-process.mjs'
import { longAccount } from './store/long-account.mjs'
import { runPages } from './store/run-pages.mjs'

/** What each section measures; each resolves to its part of the results. */
export const measures = {
  http: runHttp,
  evaluation: runEvaluation,
  growth: async (deps) => ({ grown: await grownStore(deps), long: await longAccount(deps) }),
  bulk: runBulk,
  starts: runStarts,
  pages: runPages,
  'in-process': inProcess,
  proofs: runProofs,
  mongo: runMongo,
}
