import { readdirSync } from 'node:fs'
import { evaluatorNames } from '../evaluation/names.mjs'
import { atRate, servers } from '../http/servers.mjs'

const spread = { minimum: 1, median: 1, maximum: 1 }
const rate = { perSecond: spread }
const policies = readdirSync('rules', { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const byName = (names, figures) => Object.fromEntries(names.map((name) => [name, figures]))

/** Results of a run that measured everything, all figures 1: what a table has rows for. */
export function sampleResults() {
  const ofOthers = { expressHello: { perSecond: spread, p99: spread } }
  const asked = { ...rate, p50: spread, p99: spread, most: spread, processor: spread, ofOthers }
  const evaluator = { ...rate, ofHandwritten: spread, ofJsonRulesEngine: spread }
  const evaluators = byName(Object.keys(evaluatorNames), evaluator)
  const searches = { asked: [], slowest: { what: 'decisions', milliseconds: 1 } }
  const memory = Array.from({ length: 20 }, () => ({ stored: 1, bytes: 1 }))
  return {
    date: '2026-01-01',
    quick: false,
    rounds: 1,
    machine: { cores: 1, processor: 'a processor', memory: '1 GiB', system: 'a system', loadBefore: 1, loadAfter: 1 },
    versions: {},
    http: {
      closed: byName(Object.keys(servers), asked),
      open: byName(atRate, asked),
      hot: { sqlite: asked },
      connecting: byName(atRate, { p50: 1, most: 1 }),
      missing: [],
      rate: 1,
    },
    evaluation: { panel: evaluators, hosting: evaluators },
    growth: {
      grown: { stored: 1, bytes: 1, memory, replay: { perSecond: 1 }, searches, cost: spread },
      long: { entries: 1, plain: spread, counted: spread },
    },
    bulk: { lines: 1, dryRuns: { panel: rate, hosting: rate }, durable: rate },
    starts: { newStore: spread, knownStore: spread, published: spread },
    proofs: {
      policies: policies.map((name) => ({ name, findings: spread, comparison: spread })),
      runs: 1,
      memory: memory.map((look) => ({ ...look, heap: 1 })),
    },
  }
}
