import type { EntryOf, PolicyReference } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import type { DecisionFilter, JournalStore, Page } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { decisionOf } from './decision.ts'
import type { DecisionInclude, EntryPlace, ExplainedDecision, FoundDecision } from './decisions.ts'
import { type DecisionTrace, explain } from './explain.ts'
import { knownFacts } from './stored-facts.ts'
import { whatBecameOfDecision } from './what-became.ts'

/** What stored decisions are found and explained with. */
export interface FindDecisionsDeps {
  readonly store: Pick<JournalStore, 'entryById' | 'decisions' | 'entriesAbout'>
  readonly policies: Pick<Policies, 'version'>
}

/** The stored decision and what became of it, with its facts, its explanation and its entry's place where asked for. Problem decision_not_found. */
export async function findDecision(
  deps: FindDecisionsDeps,
  id: string,
  include: DecisionInclude,
): Promise<ExplainedDecision> {
  const entry = await decisionEntry(deps.store, id)
  return {
    ...(await withWhatBecame(deps.store, entry)),
    ...(include.facts ? { facts: knownFacts(entry) } : {}),
    ...(include.entry === true ? { entry: placeOf(entry) } : {}),
    ...(include.trace ? { trace: await traceOf(deps, entry) } : {}),
  }
}

/** The stored decision as an entry. Problem decision_not_found. */
async function decisionEntry(store: Pick<JournalStore, 'entryById'>, id: string): Promise<EntryOf<'decision'>> {
  const entry = await store.entryById(id)
  if (entry?.kind === 'decision') return entry
  const hint =
    entry?.kind === 'decision_reopened' ? ` It is a review that was opened again: GET /v1/reviews/${id}.` : ''
  throw new Problem('decision_not_found', `No decision has the id ${id}.${hint}`)
}

/** The same with the version that decided, where it can be decided again. Problem decision_erased, too. */
export async function decidableEntry(
  store: Pick<JournalStore, 'entryById'>,
  id: string,
): Promise<{ readonly entry: EntryOf<'decision'>; readonly policy: PolicyReference }> {
  const entry = await decisionEntry(store, id)
  const { policy, confidential } = entry
  if (policy !== null && confidential !== null && !isErased(entry)) return { entry, policy }
  throw new Problem('decision_erased', `The facts of the decision ${id} were erased: nothing can be decided on them.`)
}

/** Decisions that pass the filter, newest first, each with what became of it. */
export async function listDecisions(
  deps: FindDecisionsDeps,
  filter: DecisionFilter,
  page: { readonly limit: number; readonly cursor: string | null },
): Promise<Page<FoundDecision>> {
  const { items, next } = await deps.store.decisions(filter, page.limit, page.cursor)
  const found = ofKinds(items, ['decision']).map((entry) => withWhatBecame(deps.store, entry))
  return { items: await Promise.all(found), next }
}

/** An approved review's actions are the decision's: they were given with the approval. */
async function withWhatBecame(
  store: Pick<JournalStore, 'entriesAbout'>,
  entry: EntryOf<'decision'>,
): Promise<FoundDecision> {
  const decision = decisionOf(entry)
  const { review, actions } = decision
  const { resolution, superseded_by } = await whatBecameOfDecision(store, entry, review?.id ?? null)
  if (resolution !== null) return { ...decision, actions: [...actions, ...resolution.actions], resolution }
  return superseded_by === null ? decision : { ...decision, superseded_by }
}

function placeOf({ sequence, hash, previous_hash }: EntryOf<'decision'>): EntryPlace {
  return { sequence, hash, previous_hash }
}

async function traceOf(deps: FindDecisionsDeps, entry: EntryOf<'decision'>): Promise<DecisionTrace | null> {
  if (entry.policy === null || isErased(entry)) return null
  const loaded = await deps.policies.version(entry.policy.name, entry.policy.version)
  return explain(loaded.policy, entry)
}
