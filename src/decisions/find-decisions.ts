import type { EntryOf } from '../journal/entry.ts'
import type { DecisionFilter, JournalStore, Page } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { type Decision, decisionOf } from './decision.ts'
import type { ExplainedDecision } from './decisions.ts'
import { type DecisionTrace, explain } from './explain.ts'

/** What stored decisions are found and explained with. */
export interface FindDecisionsDeps {
  readonly store: Pick<JournalStore, 'entryById' | 'decisions'>
  readonly policies: Pick<Policies, 'version'>
}

/** The stored decision, with its facts and its explanation where asked for. Problem decision_not_found. */
export async function findDecision(
  deps: FindDecisionsDeps,
  id: string,
  include: { readonly facts: boolean; readonly trace: boolean },
): Promise<ExplainedDecision> {
  const entry = await deps.store.entryById(id)
  if (entry === null || entry.kind !== 'decision') {
    throw new Problem('decision_not_found', `No decision has the id ${id}.`)
  }
  return {
    ...decisionOf(entry),
    ...(include.facts ? { facts: entry.confidential?.facts ?? null } : {}),
    ...(include.trace ? { trace: await traceOf(deps, entry) } : {}),
  }
}

/** Decisions that pass the filter, newest first. */
export async function listDecisions(
  deps: FindDecisionsDeps,
  filter: DecisionFilter,
  page: { readonly limit: number; readonly cursor: string | null },
): Promise<Page<Decision>> {
  const { items, next } = await deps.store.decisions(filter, page.limit, page.cursor)
  return { items: ofKinds(items, ['decision']).map(decisionOf), next }
}

async function traceOf(deps: FindDecisionsDeps, entry: EntryOf<'decision'>): Promise<DecisionTrace | null> {
  if (entry.policy === null || entry.confidential === null) return null
  const loaded = await deps.policies.version(entry.policy.name, entry.policy.version)
  return explain(loaded.policy, entry)
}
