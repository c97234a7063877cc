import type { NewId } from '../ids/entry-id.ts'
import { goOn } from '../time/at-hand.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import { readApprovals } from './approvals.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { AuditLog } from './audit-log.ts'
import type { AuditStore } from './audit-store.ts'
import { findEntries } from './find-entries.ts'
import { readActs } from './logged-acts.ts'
import { nextEntry } from './next-entry.ts'
import { isPublicationOf, publicationAct, unloggedPublications } from './publications.ts'
import { verifyAudit } from './verify-audit.ts'

/** What the log is made with: its store, time and ids. */
export interface AuditLogDeps {
  readonly store: AuditStore
  readonly clock: Clock
  readonly newId: NewId
}

type Act = Pick<AuditEntry, 'kind' | 'author' | 'details'>
/** Looks at the newest entry before each attempt; true where the act was logged or needs no entry. */
type IsDone = (head: AuditEntry | null) => boolean | Promise<boolean>

/** How far back an act that is logged once is looked for: it is logged right after it, by its own process or by one that starts. */
const lately = 200

/** The administrative log of a store; any number of processes may append at once. */
export function createAuditLog(deps: AuditLogDeps): AuditLog {
  const { store } = deps
  const recordOnce: AuditLog['recordOnce'] = (act, isSame) =>
    appendUnless(deps, act, async (head) => {
      const entries = await store.auditEntries(Math.max(0, (head?.sequence ?? 0) - lately), lately)
      return entries.some(isSame)
    })
  const recordPublished: AuditLog['recordPublished'] = async (publication) => {
    await recordOnce(publicationAct(publication), (entry) => isPublicationOf(entry, publication))
  }
  return {
    record: (act) => append(deps, act),
    recordOnce,
    recordPublished,
    reconcilePublishes: async (publications) => {
      const missing = await unloggedPublications(store, publications)
      for (const publication of missing) await recordPublished(publication)
      return missing.length
    },
    loggedKeys: () => readActs(store),
    approvalsPaused: () => goOn(store.auditHead(), (head) => head?.approvals_paused ?? false),
    approvals: () => readApprovals(store),
    pause: ({ author, reason }) => {
      const act: Act = { kind: 'approvals_paused', author, details: { reason } }
      return appendUnless(deps, act, (head) => head?.approvals_paused === true)
    },
    resume: ({ author, reason }) => {
      const act: Act = { kind: 'approvals_resumed', author, details: { reason } }
      return appendUnless(deps, act, (head) => head?.approvals_paused !== true)
    },
    find: (filter, page) => findEntries(store, filter, page),
    verify: () => verifyAudit(store),
  }
}

async function append(deps: AuditLogDeps, act: Act): Promise<AuditEntry> {
  for (;;) {
    const entry = await tryAppend(deps, act, await deps.store.auditHead())
    if (entry !== null) return entry
  }
}

/** False where no entry was needed. */
async function appendUnless(deps: AuditLogDeps, act: Act, isDone: IsDone): Promise<boolean> {
  for (;;) {
    const head = await deps.store.auditHead()
    if (await isDone(head)) return false
    if ((await tryAppend(deps, act, head)) !== null) return true
  }
}

/** Null where another writer was first. */
async function tryAppend(deps: AuditLogDeps, act: Act, head: AuditEntry | null): Promise<AuditEntry | null> {
  const now = deps.clock.now()
  const entry = nextEntry(head, { id: deps.newId(now), at: formatInstant(now), ...act })
  return (await deps.store.appendAuditEntry(entry)) ? entry : null
}
