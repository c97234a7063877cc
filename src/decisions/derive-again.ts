import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { Entry, EntryOf, PartMemory } from '../journal/entry.ts'
import type { OrderBefore } from '../journal/evolve.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Circumstances } from '../journal/kinds/circumstances.ts'
import { initialOrderState, initialPartState } from '../journal/model/state.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { currencyOf } from '../orders/order-subject.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { sumAutomaticCredits } from './automatic-credits.ts'
import { circumstancesIn } from './decision-input.ts'
import { givenSoFar } from './given-so-far.ts'
import { gatherHistoryFacts } from './history-facts.ts'
import { isClaim } from './is-claim.ts'
import { stateFingerprint, wasCounted } from './part-state.ts'
import { factsToJson, knownFacts, storedFacts } from './stored-facts.ts'

/** What stood in an account's stream before an entry. */
export interface StreamBefore {
  readonly head: Entry | null
  readonly states: OrderBefore
  /** What was known of the part that the entry is about. */
  readonly memory: PartMemory | null
  /** Whether anything before was erased: what follows from it can be said no more. */
  readonly isErased: boolean
}

/** What a decision says otherwise than the stream before it, by name; empty where all is the same. */
export interface Differences {
  readonly circumstances: readonly string[]
  readonly history: readonly string[]
}

/** What rests on values that can be erased. */
const fromMemory: ReadonlySet<string> = new Set<keyof Circumstances>([
  'repeats_state',
  'denied',
  'approval_counted',
  'denial_counted',
  'actions_given',
])

/**
 * Gathers once more what a decision looked at, from the stream before it, and compares it with what is stored: the
 * circumstances, the history facts, and what the request was taken for. Not what came from outside the stream: the sum
 * of the day over all accounts, and whether approvals were paused. Null where the entry's own facts were erased.
 */
export async function deriveAgain(
  store: JournalStore,
  loaded: LoadedPolicy,
  { entry, before }: { readonly entry: EntryOf<'decision'>; readonly before: StreamBefore },
): Promise<Differences | null> {
  const { confidential, request } = entry
  if (confidential === null || confidential.facts === null || confidential.memory === null) return null
  const view = viewBefore(entry, before)
  const asked = beginAgain(loaded, 'refunds', entry)
  const fingerprint = stateFingerprint(confidential.memory.state)
  const known = upTo(store, entry.sequence)
  const { memory } = before
  const derived: Circumstances = {
    ...(await circumstancesIn({ store: known }, view, { fingerprint, memory })),
    ...(await givenSoFar(known, view)),
    approvals_paused: request.circumstances.approvals_paused,
    automatic_credits: await automaticCredits(known, { loaded, entry, view }),
  }
  const claim = isClaim(loaded.policy, asked.facts)
    ? wasCounted(memory, 'claim', fingerprint)
      ? 'repeated'
      : 'counted'
    : null
  const waiting = view.partState.waiting_review
  const derivedRequest = {
    claim: before.isErased ? request.claim : claim,
    currency: currencyOf(asked),
    supersedes: waiting !== null && entry.result.review === null ? waiting.id : null,
  }
  const { circumstances, ...rest } = request
  const place = { view, currency: request.currency, evaluation: asked }
  const facts = await gatherHistoryFacts(known, loaded.policy, 'refunds', place)
  return {
    circumstances: [
      ...differing(circumstances, derived).filter((name) => !before.isErased || !fromMemory.has(name)),
      ...differing(rest, derivedRequest),
    ],
    history: differingHistory(asked, facts, { entry, before }),
  }
}

/** The stream as the author of the entry saw it. */
export function viewBefore(entry: Entry, { head, states }: StreamBefore): StreamView {
  const { account, order } = entry
  const orderState = states.order ?? initialOrderState
  return {
    account,
    order,
    head,
    previous: null,
    previousOfPart: null,
    byKey: null,
    owner: account,
    windows: new Map(),
    orderState,
    partState: order === null || order.part === null ? orderState.whole : (states.part ?? initialPartState),
    now: parseInstant(entry.decided_at),
  }
}

/** The run over what the entry was decided on as it was before its history was looked at. */
export function beginAgain({ policy, evaluator }: LoadedPolicy, section: Section, entry: Entry): Evaluation {
  const given = new Map([...storedFacts(policy, entry)].filter(([name]) => !isHistory(policy, name)))
  return evaluator.begin(
    completeFacts(policy, section, given, parseInstant(entry.decided_at)).facts,
    parseInstant(entry.decided_at),
  )
}

type Section = 'refunds' | 'disputes'

/** The history facts that are stored otherwise than they are found now. */
export function differingHistory(
  evaluation: Evaluation,
  found: FactValues,
  { entry, before }: { readonly entry: Entry; readonly before: StreamBefore },
): readonly string[] {
  const { policy } = evaluation
  const stored = Object.entries(knownFacts(entry)).filter(([name]) => isHistory(policy, name))
  const derived = [...evaluation.withFacts(found).facts].filter(([name]) => isHistory(policy, name))
  const { facts, personal_facts } = factsToJson(policy, new Map(derived))
  return differing(Object.fromEntries(stored), { ...facts, ...personal_facts }).filter(
    (name) => !before.isErased || !looksIntoEntries(policy, name),
  )
}

function isHistory(policy: Policy, name: string): boolean {
  return policy.facts.get(name)?.from === 'history'
}

/** Names under which the two differ in canonical form. */
function differing(stored: object, derived: object): readonly string[] {
  const [left, right] = [new Map(Object.entries(stored)), new Map(Object.entries(derived))]
  const names = new Set([...left.keys(), ...right.keys()])
  const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(value))
  return [...names].filter((name) => text(left.get(name)) !== text(right.get(name)))
}

/** Whether the history fact compares what earlier requests said. */
function looksIntoEntries(policy: Policy, name: string): boolean {
  const history = policy.facts.get(name)?.history ?? null
  return history !== null && history.kind !== 'state' && (history.where.facts.size > 0 || history.where.values.size > 0)
}

/** The store as it was before the entry, where a question does not say so by itself. */
function upTo(store: JournalStore, sequence: number): JournalStore {
  return answeringBy(store, {
    entriesWithActions: async (account, order, part) =>
      (await store.entriesWithActions(account, order, part)).filter((entry) => entry.sequence < sequence),
  })
}

/** The store, but for some answers. */
function answeringBy(store: JournalStore, answers: Partial<JournalStore>): JournalStore {
  return Object.assign(Object.create(store) as JournalStore, answers)
}

async function automaticCredits(
  store: JournalStore,
  {
    loaded,
    entry,
    view,
  }: { readonly loaded: LoadedPolicy; readonly entry: EntryOf<'decision'>; readonly view: StreamView },
): Promise<Circumstances['automatic_credits']> {
  const { currency, circumstances } = entry.request
  const ofDay = circumstances.automatic_credits.day
  const reads = answeringBy(store, { automaticCreditsSince: async (asked) => ofDay[asked] ?? '0' })
  return sumAutomaticCredits(reads, loaded.policy, { view, currency, known: null })
}
