import { createCompiledEvaluator } from '../../../dist/policy/evaluate/compiled.js'
import { createReferenceEvaluator } from '../../../dist/policy/evaluate/with-json-rules-engine.js'
import { decidePanel } from '../handwritten-panel.mjs'
import { createCedar } from '../peers/cedar.mjs'
import { plainText, withoutNeedlessZeros } from '../peers/exact-amount.mjs'
import { createJsonLogic } from '../peers/json-logic.mjs'
import { createJsonRulesEngine } from '../peers/json-rules-engine.mjs'
import { createZen } from '../peers/zen.mjs'

/** How each evaluator is made for the facts of a policy; null for one that there is none of. */
const makers = {
  compiled: (sets) => own(createCompiledEvaluator(sets.policy), sets),
  handwritten: (sets) => handwritten[sets.name] && peer(() => handwritten[sets.name], sets),
  jsonLogic: (sets) => peer(createJsonLogic, sets),
  zen: (sets) => ({ ...peer(createZen, sets), elsewhere: true }),
  cedar: (sets) => peer(createCedar, sets),
  jsonRulesEngine: (sets) => peer(createJsonRulesEngine, sets),
  reference: (sets) => own(createReferenceEvaluator(sets.policy), sets),
}
const handwritten = { panel: decidePanel }

/**
 * What rules on the facts of one policy: `run(index)` rules on one of the fact sets, `said(ruling)` words what came out
 * so that all can be compared, and `elsewhere` tells that other threads do the work. Null where there is none.
 */
export function contestant(name, sets) {
  return makers[name]?.(sets) ?? null
}

function own(evaluator, { ours, now }) {
  return {
    run: (index) => evaluator.evaluateRefund(ours[index], now),
    said: ({ kind, rule, entitled }) => {
      const amount =
        entitled === null || entitled.sign() === 0 ? 'nothing' : withoutNeedlessZeros(entitled.toDecimal(0))
      return `${kind} by ${rule}: ${amount}`
    },
  }
}

function peer(create, { peers, theirs }) {
  const facts = theirs()
  const evaluate = create(peers)
  return {
    run: (index) => evaluate(facts[index]),
    said: ({ outcome, rule, amount }) => `${outcome} by ${rule}: ${amount === null ? 'nothing' : plainText(amount)}`,
  }
}
