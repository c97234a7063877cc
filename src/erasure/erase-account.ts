import type { AuditLog } from '../audit/audit-log.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { isErased, sealErased } from '../journal/erase-entry.ts'
import { isOfKind } from '../journal/of-kind.ts'
import { Problem } from '../problems/problem.ts'

/** An erasure that was asked for, as the audit log has it. */
export interface ErasureRequest {
  /** Of the log's entry. */
  readonly id: string
  readonly account: string
  readonly author: string
}

interface EraseDeps extends AppendDeps {
  readonly audit: Pick<AuditLog, 'recordOnce'>
}

/** How far a run goes: it ends after so many entries, or when it is to stop. */
interface Extent {
  readonly most: number
  readonly stopping?: AbortSignal | undefined
}

/** Entries of one step: one transaction, within which nobody else writes. */
const stepSize = 100

/**
 * Does what a logged request asks for, or what is left of it: marks the stream, then removes what can be erased of the
 * entries before the mark, step by step, then logs that it is done. Done by several at once, or again, it comes to the
 * same.
 */
export async function eraseAccount(
  deps: EraseDeps,
  request: ErasureRequest,
  extent: Extent,
): Promise<{ readonly upTo: number; readonly isDone: boolean }> {
  const upTo = await markStream(deps, request)
  const isDone = await eraseUpTo(deps, { account: request.account, upTo }, extent)
  if (isDone) await logDone(deps, request)
  return { upTo, isDone }
}

/** Appends the entry that says so, once for the request. Resolves to the last entry that it is about. */
async function markStream(deps: EraseDeps, { id, account, author }: ErasureRequest): Promise<number> {
  const key = `erasure:${id}`
  try {
    const subject = { account, order: null, idempotencyKey: key }
    const appended = await appendOrAnswer<Draft<'erasure'>, Entry>(deps, subject, async ({ byKey, head }) => {
      if (byKey !== null) return { answer: byKey }
      const asked = { requested_by: id, up_to: head?.sequence ?? 0 }
      return { draft: { kind: 'erasure', author, policy: null, idempotency_key: key, request: asked, result: {} } }
    })
    const mark: Entry = 'entry' in appended ? appended.entry : appended.answer
    if (isOfKind(mark, ['erasure'])) return mark.request.up_to
    throw new Problem('store_damaged', `The account ${account} has an entry under the key ${key} that is no erasure.`)
  } catch (error) {
    // Another erasure of the account was first: this one is about what is behind it.
    if (error instanceof Problem && error.code === 'erased_meanwhile') return markStream(deps, { id, account, author })
    throw error
  }
}

/** Whether all of it is erased now. */
async function eraseUpTo(
  { store }: EraseDeps,
  { account, upTo }: { readonly account: string; readonly upTo: number },
  { most, stopping }: Extent,
): Promise<boolean> {
  let erased = 0
  for (let after = 0; after < upTo; after += stepSize) {
    if (erased >= most || stopping?.aborted === true) return false
    const entries = await store.stream(account, after, Math.min(stepSize, upTo - after))
    const left = entries.filter((entry) => !isErased(entry))
    if (left.length > 0) await store.replaceConfidential(account, left.map(sealErased))
    erased += left.length
  }
  return true
}

async function logDone({ audit }: EraseDeps, { id, account }: ErasureRequest): Promise<void> {
  const act = { kind: 'erasure_completed', author: 'system', details: { account, request: id } } as const
  await audit.recordOnce(act, ({ kind, details }) => kind === 'erasure_completed' && details['request'] === id)
}
