import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pairedRatio, spread } from '../statistics.mjs'
import { factSets } from './fact-sets.mjs'
import { evaluatorNames } from './names.mjs'

const script = fileURLToPath(new URL('evaluation-process.mjs', import.meta.url))

/**
 * Rulings per second, from validated facts to outcome and exact amount, one thread, each policy's evaluators in turns.
 * An evaluator that rules otherwise than the service is an error that names the request.
 */
export async function runEvaluation({ sizes, tell }) {
  const policies = {}
  for (const policy of ['panel', 'hosting']) {
    const evaluators = await startAll(policy, sizes.factSets)
    try {
      await assertSameRulings(evaluators, policy, sizes.checkedRequests)
      tell(`${policy}: ${evaluators.length} evaluators give the same rulings on ${sizes.checkedRequests} fact sets`)
      policies[policy] = figuresOf(await measure(evaluators, sizes))
    } finally {
      for (const { stop } of evaluators) stop()
    }
    tellFigures(policy, policies[policy], tell)
  }
  return policies
}

/** Those that there are for the policy. */
async function startAll(policy, count) {
  const evaluators = []
  for (const name of Object.keys(evaluatorNames)) {
    const child = fork(script, [policy, name, String(count)])
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${evaluatorNames[name]} ended`)
    })
    ended.catch(() => {})
    const answer = () => Promise.race([once(child, 'message').then(([said]) => said), ended])
    const ask = (question) => {
      child.send(question)
      return answer()
    }
    const stop = () => child.disconnect()
    if (await answer()) evaluators.push({ name, ask, stop })
    else stop()
  }
  return evaluators
}

async function assertSameRulings(evaluators, policy, count) {
  const rulings = []
  for (const { ask } of evaluators) rulings.push(await ask({ say: count }))
  const [own] = rulings
  for (const [place, { name }] of evaluators.entries()) {
    const index = rulings[place].findIndex((ruling, at) => ruling !== own[at])
    if (index === -1) continue
    const request = JSON.stringify(factSets(policy, count).requests[index])
    throw new Error(`${evaluatorNames[name]} says ${rulings[place][index]} in place of ${own[index]} of ${request}`)
  }
}

/** The first round only warms up. */
async function measure(evaluators, { evaluationRounds, evaluationMilliseconds: milliseconds }) {
  const rates = Object.fromEntries(evaluators.map(({ name }) => [name, []]))
  for (let round = -1; round < evaluationRounds; round += 1) {
    for (const { name, ask } of evaluators) {
      const rate = await ask({ milliseconds })
      if (round >= 0) rates[name].push(rate)
    }
  }
  return rates
}

function figuresOf(rates) {
  const beside = (name, base) => (rates[base] === undefined ? null : pairedRatio(rates[name], rates[base]))
  return Object.fromEntries(
    Object.keys(rates).map((name) => [
      name,
      {
        perSecond: spread(rates[name]),
        ofHandwritten: beside(name, 'handwritten'),
        ofJsonRulesEngine: beside(name, 'jsonRulesEngine'),
      },
    ]),
  )
}

function tellFigures(policy, figures, tell) {
  for (const [key, { perSecond, ofHandwritten }] of Object.entries(figures)) {
    const share = ofHandwritten === null ? '' : `${(ofHandwritten.median * 100).toFixed(2)} % of handwritten`
    tell(`  ${policy}, ${evaluatorNames[key].padEnd(46)} ${Math.round(perSecond.median)} /s  ${share}`)
  }
}
