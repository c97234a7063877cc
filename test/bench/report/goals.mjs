import { median } from '../statistics.mjs'

const times = (value) => `${value.toFixed(2)} x`
const percent = (value) => `${(value * 100).toFixed(1)} %`
const rate = (value) => `${Math.round(value)} /s`
const milliseconds = (value) => `${value.toFixed(1)} ms`
const seconds = (value) => `${value.toFixed(1)} s`
const bytes = (value) => `${Math.round(value)} bytes`

const atLeast = (floor) => (value) => value >= floor
const atMost = (most) => (value) => value <= most

/** Peers that users would take in place of this service's evaluator. */
const peers = ['jsonLogic', 'zen', 'cedar', 'jsonRulesEngine']

/** Each goal: what it says, the floor that must hold, how its figure is found in the results, and how it is shown. */
const goals = [
  goal('decisions over HTTP, beside Express hello (goal 1.5 x)', 1, atLeast, times, ({ http }) =>
    against(http, 'expressHello'),
  ),
  goal('decisions over HTTP, beside the naive stack', 4, atLeast, times, ({ http }) => against(http, 'naive')),
  goal('decisions over HTTP, beside Open Policy Agent with its log (goal 1.3 x)', 0.9, atLeast, times, ({ http }) =>
    against(http, 'opaLogged'),
  ),
  goal("p99 beside Express hello's", 2, atMost, times, ({ http }) => against(http, 'expressHello', 'p99')),
  goal(
    'a new connection under load, the slowest',
    200,
    atMost,
    milliseconds,
    ({ http }) => http.connecting.sqlite.most,
  ),
  goal('p99 at 1,000/s', 20, atMost, milliseconds, ({ http }) => http.open.sqlite.p99.median),
  goal('evaluation beside handwritten, panel', 0.9, atLeast, percent, ({ evaluation }) =>
    ofHandwritten(evaluation, 'compiled'),
  ),
  goal('the same without generated code', 0.1, atLeast, percent, ({ evaluation }) =>
    ofHandwritten(evaluation, 'withoutCode'),
  ),
  goal(
    'evaluation beside json-rules-engine, panel',
    1000,
    atLeast,
    times,
    ({ evaluation }) => evaluation.panel.compiled.ofJsonRulesEngine.median,
  ),
  goal('evaluation beside the best peer, panel', 1, atLeast, times, ({ evaluation }) => besideBest(evaluation.panel)),
  goal('evaluation beside the best peer, hosting', 1, atLeast, times, ({ evaluation }) =>
    besideBest(evaluation.hosting),
  ),
  goal('cost of a decision with many stored', 1.15, atMost, times, ({ growth }) => growth.grown.cost.median),
  goal('bytes on disk a decision (goal 2500)', 3600, atMost, bytes, ({ growth }) => growth.grown.bytes),
  goal(
    'the slowest look of the console with many stored',
    1000,
    atMost,
    milliseconds,
    ({ growth }) => growth.grown.searches.slowest.milliseconds,
  ),
  goal('memory at the end beside the beginning', 1.15, atMost, times, ({ growth }) =>
    memoryGrowth(growth.grown.memory),
  ),
  goal('a long account beside a short one', 1.15, atMost, times, ({ growth }) => growth.long.plain.median),
  goal('the same with a count by rule', 1.15, atMost, times, ({ growth }) => growth.long.counted.median),
  goal('dry runs, panel', 100_000, atLeast, rate, ({ bulk }) => bulk.dryRuns.panel.perSecond.median),
  goal('dry runs, hosting', 40_000, atLeast, rate, ({ bulk }) => bulk.dryRuns.hosting.perSecond.median),
  goal('replay of stored decisions, panel', 100_000, atLeast, rate, ({ growth }) => growth.grown.replay.perSecond),
  goal('all findings of a shipped policy, the slowest', 10, atMost, seconds, ({ proofs }) =>
    slowest(proofs, 'findings'),
  ),
  goal('a shipped policy compared with an edit, the slowest', 30, atMost, seconds, ({ proofs }) =>
    slowest(proofs, 'comparison'),
  ),
  goal('memory of proofs at the end beside the beginning', 1.15, atMost, times, ({ proofs }) =>
    memoryGrowth(proofs.memory),
  ),
  goal("the same of the solver's own heap", 1.15, atMost, times, ({ proofs }) =>
    memoryGrowth(proofs.memory.map(({ heap }) => ({ bytes: heap }))),
  ),
  goal('durable bulk', 8000, atLeast, rate, ({ bulk }) => bulk.durable.perSecond.median),
  goal('MongoDB: decisions beside plain inserts', 0.5, atLeast, times, ({ mongo }) => mongo.inserts.ratio.median),
  goal('MongoDB: with a limit of the day beside without', 0.9, atLeast, times, ({ mongo }) => mongo.day.ratio.median),
  goal(
    'MongoDB: one account, spread over four processes, beside one process',
    1,
    atLeast,
    times,
    ({ mongo }) => mongo.hot.ratio.median,
  ),
  goal(
    'the same, sent to one of the four by the account, as the guide recommends',
    0.9,
    atLeast,
    times,
    ({ mongo }) => mongo.hot.routed.ratio.median,
  ),
]

function goal(what, floor, compare, show, find) {
  const bound = `${compare === atLeast ? 'at least' : 'at most'} ${show(floor)}`
  return { what, bound, isMet: compare(floor), show, find }
}

/** Whether each goal's floor was met: `met` is null, and the figure `not measured`, where the run has no figure for it. */
export function verdictsOf(results) {
  return goals.map(({ what, bound, isMet, show, find }) => {
    const value = found(find, results)
    return value === null
      ? { what, bound, figure: 'not measured', met: null }
      : { what, bound, figure: show(value), met: isMet(value) }
  })
}

/** A part that was not run, or that is not there yet, has no figure. */
function found(find, results) {
  try {
    const value = find(results)
    return Number.isFinite(value) ? value : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function against(http, other, what = 'perSecond') {
  return http.closed.sqlite.ofOthers[other][what].median
}

function slowest({ policies }, what) {
  return Math.max(...policies.map((figures) => figures[what].maximum))
}

function ofHandwritten(evaluation, name) {
  return evaluation.panel[name].ofHandwritten.median
}

function besideBest(figures) {
  const best = Math.max(...peers.filter((name) => name in figures).map((name) => figures[name].perSecond.median))
  return figures.compiled.perSecond.median / best
}

/** The median of the last fifth of the looks beside that of the second fifth: the first warms up. */
function memoryGrowth(memory) {
  const fifth = Math.floor(memory.length / 5)
  const held = memory.map((look) => look.bytes)
  if (held.includes(null)) return null
  return median(held.slice(-fifth)) / median(held.slice(fifth, 2 * fifth))
}
