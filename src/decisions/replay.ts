import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { Entry } from '../journal/entry.ts'
import { factFromJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { parseInstant } from '../time/instant.ts'
import type { Circumstances } from './circumstances.ts'
import { decide, referenceTo } from './decide.ts'
import { decisionOf } from './decision-entry.ts'

/** Whether a stored decision follows from its stored facts, circumstances and policy version; `erased` where its facts are gone. */
export type Replay =
  | { readonly result: 'same' | 'erased' }
  | { readonly result: 'different'; readonly stored: string; readonly replayed: string }

/** Decides once more what was decided, from what was stored then. */
export async function replayDecision(loaded: LoadedPolicy, entry: Entry): Promise<Replay> {
  if (entry.confidential === null || entry.order === null) return { result: 'erased' }
  const facts = storedFacts(loaded.policy, entry)
  const at = parseInstant(entry.at)
  const ruling = await loaded.evaluator.evaluateRefund(facts, at)
  const { id: _, ...stored } = decisionOf(entry)
  const replayed = decide(
    {
      policy: loaded.policy,
      reference: referenceTo(loaded.version),
      at,
      circumstances: circumstancesOf(entry),
      ignored: stored.ignored_facts,
      account: entry.account,
      order: entry.order,
    },
    ruling,
    facts,
  )
  const [before, now] = [canonicalJson(stored), canonicalJson(replayed)]
  return before === now ? { result: 'same' } : { result: 'different', stored: before, replayed: now }
}

/** The facts that the entry was decided on, typed by the policy that decided. */
export function storedFacts(policy: Policy, entry: Entry): FactValues {
  return new Map<string, Value>(
    Object.entries(entry.confidential?.facts ?? {}).map(([name, json]) => {
      const declaration = policy.facts.get(name)
      if (declaration === undefined) {
        throw new Problem(
          'store_damaged',
          `Entry ${entry.id} has the fact ${name}, which its policy version does not declare.`,
        )
      }
      return [name, factFromJson(declaration.type, json)]
    }),
  )
}

/** What the entry was decided in. */
export function circumstancesOf(entry: Entry): Circumstances {
  return entry.request['circumstances'] as unknown as Circumstances
}
