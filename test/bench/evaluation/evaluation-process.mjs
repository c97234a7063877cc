// The process of one evaluator on one policy's facts: `node evaluation-process.mjs POLICY EVALUATOR COUNT`. It tells what
// it rules, or how quickly, as often as it is asked. Each in a process of its own: what the compiler of JavaScript learns
// from one does not slow another down.
import { contestant } from './contestants.mjs'
import { factSets } from './fact-sets.mjs'
import { ratePerSecond } from './rate-per-second.mjs'

const [policy, name, count] = process.argv.slice(2)
const sets = factSets(policy, Number(count))
const evaluator = contestant(name, sets)

async function sayings(upTo) {
  const said = []
  for (let index = 0; index < upTo; index += 1) said.push(evaluator.said(await evaluator.run(index)))
  return said
}

async function answer({ say, milliseconds }) {
  process.send(say === undefined ? await ratePerSecond(evaluator, Number(count), milliseconds) : await sayings(say))
}

process.on('message', (question) => void answer(question))
process.send(evaluator !== null)
