import { createCompiledEvaluator } from '../../../dist/policy/evaluate/compiled.js'
import { createReferenceEvaluator } from '../../../dist/policy/evaluate/with-json-rules-engine.js'
import { decidePanel } from '../handwritten-panel.mjs'
import { createCedar } from '../peers/cedar.mjs'
import { plainText, withoutNeedlessZeros } from '../peers/exact-amount.mjs'
import { createJsonLogic } from '../peers/json-logic.mjs'
import { createJsonRulesEngine } from '../peers/json-rules-engine.mjs'
import { createZen } from '../peers/zen.mjs'

/**
 * What rules on the facts of one policy: each with `run(index)`, which rules on one of the fact sets, and `said(ruling)`,
 * which words what came out so that all can be compared. What does not exist for the policy is null.
 */
export function contestants(name, sets) {
  return {
    compiled: own(createCompiledEvaluator(sets.policy), sets),
    withoutCode: null,
    handwritten: name === 'panel' ? peer(() => decidePanel, sets) : null,
    jsonLogic: peer(createJsonLogic, sets),
    zen: peer(createZen, sets),
    cedar: peer(createCedar, sets),
    jsonRulesEngine: peer(createJsonRulesEngine, sets),
    reference: own(createReferenceEvaluator(sets.policy), sets),
  }
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
