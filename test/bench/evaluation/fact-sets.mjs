import { readFileSync } from 'node:fs'
import { completeFacts } from '../../../dist/policy/facts/complete-facts.js'
import { readGivenFacts } from '../../../dist/policy/facts/read-facts.js'
import { parsePolicy } from '../../../dist/policy/parse/parse-policy.js'
import { hostingPolicy } from '../peers/hosting-policy.mjs'
import { panelPolicy } from '../peers/panel-policy.mjs'
import { hostingHistories, hostingNow, hostingRequests } from '../requests/hosting-requests.mjs'
import { panelHistories, panelRequests } from '../requests/panel-requests.mjs'

const makers = {
  panel: { file: 'smm-panel', peers: panelPolicy, requests: panelRequests, histories: panelHistories },
  hosting: { file: 'hosting', peers: hostingPolicy, requests: hostingRequests, histories: hostingHistories },
}

/**
 * A policy, and generated facts validated for it: `ours` for this service's evaluators and what is written by hand,
 * `theirs` for the peers, both of the same requests in the same order.
 */
export function factSets(name, count) {
  const { file, peers, requests, histories } = makers[name]
  const text = readFileSync(new URL(`../../../rules/${file}/policy.yaml`, import.meta.url), 'utf8')
  const { policy } = parsePolicy(text)
  const given = requests(count)
  const known = histories(count)
  return {
    name,
    policy,
    peers,
    now: hostingNow,
    requests: given,
    ours: given.map((request, index) => validated(policy, request, known[index])),
    theirs: () => given.map((request, index) => peers.prepare(request, known[index], hostingNow)),
  }
}

/** The journal's facts have no place in a request: they are read as if they had been declared as the request's. */
function validated(policy, request, history) {
  const own = [...policy.facts].filter(([, { from }]) => from === 'history')
  const declared = new Map(own.map(([name, fact]) => [name, { ...fact, from: 'request' }]))
  const known = new Map([...read(policy, request), ...read({ ...policy, facts: declared }, { history })])
  const { facts, errors } = completeFacts(policy, 'refunds', known, hostingNow)
  if (errors.length > 0) throw new Error(`${errors[0].message}: ${JSON.stringify(request)}`)
  return facts
}

function read(policy, given) {
  const { facts, errors } = readGivenFacts(policy, given)
  if (errors.length > 0) throw new Error(`${errors[0].message}: ${JSON.stringify(given)}`)
  return facts
}
