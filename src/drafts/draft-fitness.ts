import { LRUCache } from 'lru-cache'
import type { PolicyCheck } from '../policy/versions/policies.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { checkFault, expectationFault, unchangedFault } from '../policy/versions/publish-faults.ts'
import { Problem } from '../problems/problem.ts'
import type { Draft } from './draft.ts'
import type { DraftDeps } from './draft-deps.ts'
import { closedFault } from './draft-problems.ts'
import type { DraftActor, DraftView } from './drafts.ts'
import { gateFaults, gateProblem } from './gate-faults.ts'
import { approvalFault, mayPassGate, publisherFault } from './release-faults.ts'
import { type ReleaseRules, usualRelease } from './release-settings.ts'

/** Whether drafts may be published, and why not. */
export interface DraftFitness {
  /** The draft as the person sees it. */
  view(draft: Draft, actor: DraftActor): Promise<DraftView>
  /** What is found in its text over the version that decides. Problem too_complex. */
  check(draft: Draft, newest: PolicyVersion | null): Promise<PolicyCheck>
  rulesOf(policy: string): Promise<ReleaseRules>
  /** The gate's Problem with the draft, all of it measured; null where it has none, or a third person let it pass. */
  gateFault(draft: Draft, measured: MeasuredDraft): Promise<Problem | null>
}

/** What the gate looks at, and how much of it. */
interface MeasuredDraft {
  readonly newest: PolicyVersion | null
  readonly check: PolicyCheck
  readonly rules: ReleaseRules
  readonly actor: DraftActor
  readonly isQuick: boolean
}

type FitnessDeps = Pick<DraftDeps, 'store' | 'checkText' | 'gateChecks'>

/** Texts whose check is remembered; a page that shows a draft asks again and again. */
const mostChecks = 50

/** Looks at drafts of a store. */
export function createDraftFitness(deps: FitnessDeps): DraftFitness {
  const { store, gateChecks } = deps
  const checks = new LRUCache<string, Promise<PolicyCheck>>({ max: mostChecks })
  const rulesOf: DraftFitness['rulesOf'] = async (policy) => (await store.releaseSettings(policy)) ?? usualRelease
  const check: DraftFitness['check'] = async (draft, newest) => {
    const key = `${draft.policy} ${draft.sha256} ${newest?.sha256 ?? ''}`
    const known = checks.get(key)
    if (known !== undefined) return known
    const work = deps.checkText({ name: draft.policy, text: draft.text, before: newest?.text ?? null })
    checks.set(key, work)
    // A time that was up may have been that of a busy machine: it is tried again.
    work.catch(() => checks.delete(key))
    return work
  }
  const gateFault: DraftFitness['gateFault'] = async (draft, { newest, check: found, rules, actor, isQuick }) => {
    if (mayPassGate(draft, actor)) return null
    const candidate = { policy: draft.policy, text: draft.text, check: found, before: newest }
    return gateProblem(await gateFaults(gateChecks, rules.publish_gate, { candidate, isQuick }))
  }
  return {
    check,
    rulesOf,
    gateFault,
    view: async (draft, actor) => {
      const [newest, rules] = await Promise.all([store.newestPolicyVersion(draft.policy), rulesOf(draft.policy)])
      const closed = closedFault(draft)
      if (closed !== null) return { draft, newest, check: null, blockers: [blocker(closed)] }
      const found = draft.retires ? null : await checkOrProblem(() => check(draft, newest))
      const ofText =
        found === null || found instanceof Problem
          ? [found]
          : [
              checkFault(found),
              unchangedFault(draft.sha256, newest),
              found.valid ? await gateFault(draft, { newest, check: found, rules, actor, isQuick: true }) : null,
            ]
      const { policy: name, base_version: base } = draft
      const problems = [
        expectationFault({ name, expected: base ?? 'absent' }, newest),
        actor.may_publish ? null : new Problem('forbidden', 'Publishing needs a key with the role publish.'),
        publisherFault(draft, rules, actor),
        approvalFault(draft, rules),
        ...ofText,
      ]
      const blockers = problems.filter((problem) => problem !== null).map(blocker)
      return { draft, newest, check: found instanceof Problem ? null : found, blockers }
    },
  }
}

function blocker({ code, detail }: Problem): DraftView['blockers'][number] {
  return { code, detail }
}

async function checkOrProblem(check: () => Promise<PolicyCheck>): Promise<PolicyCheck | Problem> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_complex') return error
    throw error
  }
}
