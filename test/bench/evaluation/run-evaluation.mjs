import { pairedRatio, spread } from '../statistics.mjs'
import { contestants } from './contestants.mjs'
import { factSets } from './fact-sets.mjs'
import { evaluatorNames } from './names.mjs'

/**
 * Rulings per second, from validated facts to outcome and exact amount, one thread, each policy's evaluators in turns.
 * An evaluator that rules otherwise than the service is an error that names the request.
 */
export async function runEvaluation({ sizes, tell }) {
  const policies = {}
  for (const name of ['panel', 'hosting']) {
    const sets = factSets(name, sizes.factSets)
    const runners = Object.entries(contestants(name, sets)).filter(([, contestant]) => contestant !== null)
    await assertSameRulings(runners, sets, sizes.checkedRequests)
    tell(`${name}: ${runners.length} evaluators give the same rulings on ${sizes.checkedRequests} fact sets`)
    policies[name] = await measure(runners, sizes)
    tellFigures(name, policies[name], tell)
  }
  return policies
}

async function assertSameRulings(runners, { requests }, count) {
  const [[, own]] = runners
  for (let index = 0; index < count; index += 1) {
    const expected = own.said(await own.run(index))
    for (const [key, { run, said }] of runners) {
      const found = said(await run(index))
      if (found === expected) continue
      throw new Error(
        `${evaluatorNames[key]} says ${found} in place of ${expected} of ${JSON.stringify(requests[index])}`,
      )
    }
  }
}

async function measure(runners, { rounds, factSets: count, evaluationMilliseconds }) {
  const rates = Object.fromEntries(runners.map(([key]) => [key, []]))
  for (let round = -1; round < rounds; round += 1) {
    for (const [key, { run }] of runners) {
      const rate = await ratePerSecond(run, count, evaluationMilliseconds)
      if (round >= 0) rates[key].push(rate)
    }
  }
  return Object.fromEntries(
    runners.map(([key]) => [
      key,
      {
        perSecond: spread(rates[key]),
        ...(rates.handwritten === undefined ? {} : { ofHandwritten: pairedRatio(rates[key], rates.handwritten) }),
        ofJsonRulesEngine: pairedRatio(rates[key], rates.jsonRulesEngine),
      },
    ]),
  )
}

/** So many are ruled on between two looks at the clock. */
const batch = 100

/** Goes round over the fact sets until the time is up; what answers at once is not waited for. */
async function ratePerSecond(run, count, milliseconds) {
  const isAsync = run(0) instanceof Promise
  const started = performance.now()
  let done = 0
  let elapsed = 0
  while (elapsed < milliseconds) {
    if (isAsync) for (let index = 0; index < batch / 10; index += 1) await run((done + index) % count)
    else for (let index = 0; index < batch; index += 1) run((done + index) % count)
    done += isAsync ? batch / 10 : batch
    elapsed = performance.now() - started
  }
  return (done / elapsed) * 1000
}

function tellFigures(policy, figures, tell) {
  for (const [key, { perSecond, ofHandwritten }] of Object.entries(figures)) {
    const share = ofHandwritten === undefined ? '' : `${(ofHandwritten.median * 100).toFixed(2)} % of handwritten`
    tell(`  ${policy}, ${evaluatorNames[key].padEnd(46)} ${Math.round(perSecond.median)} /s  ${share}`)
  }
}
