import { createCompiledEvaluator } from '../../../dist/policy/evaluate/compiled.js'
import { createInterpretedEvaluator } from '../../../dist/policy/evaluate/interpreted.js'
import { createReferenceEvaluator } from '../../../dist/policy/evaluate/with-json-rules-engine.js'
import { handwrittenFacts, handwrittenPanel } from '../handwritten-panel.mjs'
import { createCedar } from '../peers/cedar.mjs'
import { plainText, withoutNeedlessZeros } from '../peers/exact-amount.mjs'
import { createJsonLogic } from '../peers/json-logic.mjs'
import { createJsonRulesEngine } from '../peers/json-rules-engine.mjs'
import { createZen } from '../peers/zen.mjs'

/** How each evaluator is made for the facts of a policy; null for one that there is none of. */
const makers = {
  compiled: (sets) => judging(createCompiledEvaluator(sets.policy), sets),
  withoutCode: (sets) => judging(createInterpretedEvaluator(sets.policy), sets),
  handwritten: (sets) => (sets.name === 'panel' ? byHand(sets) : null),
  jsonLogic: (sets) => peer(createJsonLogic, sets),
  zen: (sets) => ({ ...peer(createZen, sets), elsewhere: true }),
  cedar: (sets) => peer(createCedar, sets),
  jsonRulesEngine: (sets) => peer(createJsonRulesEngine, sets),
  worded: (sets) => wording(createCompiledEvaluator(sets.policy), sets),
  reference: (sets) => wording(createReferenceEvaluator(sets.policy), sets),
}

/**
 * What rules on the facts of one policy: `run(index)` rules on one of the fact sets, `said(ruling)` words what came out
 * so that all can be compared, and `elsewhere` tells that other threads do the work. Null where there is none.
 */
export function contestant(name, sets) {
  return makers[name]?.(sets) ?? null
}

/** Outcome and exact amount, as all others give them. */
function judging(evaluator, { ours, now }) {
  return {
    run: (index) => evaluator.judgeRefund(ours[index], now),
    said: ({ terms, entitled }) => worded(terms.kind, terms.rule, entitled),
  }
}

/** The same with message, clause, method, amounts and actions, as it is stored. */
function wording(evaluator, { ours, now }) {
  return {
    run: (index) => evaluator.evaluateRefund(ours[index], now),
    said: ({ kind, rule, entitled }) => worded(kind, rule, entitled),
  }
}

function byHand({ ours }) {
  const facts = ours.map(handwrittenFacts)
  return {
    run: (index) => handwrittenPanel(facts[index]),
    said: ({ outcome, rule, amount }) => worded(outcome, rule, amount),
  }
}

function worded(outcome, rule, amount) {
  const text = amount === null || amount.sign() === 0 ? 'nothing' : withoutNeedlessZeros(amount.toDecimal(0))
  return `${outcome} by ${rule}: ${text}`
}

function peer(create, { peers, theirs }) {
  const facts = theirs()
  const evaluate = create(peers)
  return {
    run: (index) => evaluate(facts[index]),
    said: ({ outcome, rule, amount }) => `${outcome} by ${rule}: ${amount === null ? 'nothing' : plainText(amount)}`,
  }
}
