import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { isSameRequest, keyReused } from '../journal/same-request.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { givenAmount } from '../money/given-amount.ts'
import type { Rational } from '../money/rational.ts'
import { assertGivenAmount } from '../orders/assert-given-amount.ts'
import { bindingFor } from '../orders/bind-order.ts'
import { type CreditedByHand, creditedByHand } from '../orders/credited-by-hand.ts'
import { Problem } from '../problems/problem.ts'
import type { Adjustment, BookedLine } from './accounts.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { assertCovered, balanceOf } from './assert-covered.ts'
import { statementLine } from './statement-line.ts'

/** Adds to the balance or takes off it, for a reason that stays with the entry; for an order it counts as credited. */
export async function adjustBalance(deps: AccountsDeps, adjustment: Adjustment): Promise<BookedLine> {
  const { account, amount, currency, order, idempotencyKey } = adjustment
  const change = givenAmount(amount)
  if (change.sign() === 0) throw new Problem('invalid_request', `The amount has to be other than 0, not ${amount}.`)
  const requestFingerprint = fingerprintOf(adjustment, change)
  const loaded = order === null ? null : await deps.policies.newest(order.policy)
  const subject = { account, order, idempotencyKey }
  const appended = await appendOrAnswer<Draft<'adjustment'>, Entry>(deps, subject, async (view) => {
    const earlier = view.byKey
    if (earlier !== null && idempotencyKey !== null) {
      if (!isSameRequest(earlier, requestFingerprint)) throw keyReused(earlier, idempotencyKey)
      return { answer: earlier }
    }
    const binds = order === null ? null : bindingFor(view, order)
    await assertWritten(deps, adjustment, { change, view })
    assertCovered(view.head, currency, change)
    const byHand = loaded === null ? null : creditedByHand(loaded, { amount, currency }, view)
    return { draft: draftOf(adjustment, { requestFingerprint, byHand }), binds }
  })
  return 'answer' in appended
    ? { line: statementLine(appended.answer), replayed: true }
    : { line: statementLine(appended.entry), replayed: false }
}

function fingerprintOf({ currency, reason, order }: Adjustment, change: Rational): string {
  return fingerprint({ kind: 'adjustment', amount: change.toDecimal(), currency, order, message: reason })
}

/** A balance may have more decimals than its currency: all that is left can be taken off as it is. */
async function assertWritten(
  { policies }: AccountsDeps,
  { currency, order }: Adjustment,
  { change, view }: { readonly change: Rational; readonly view: StreamView },
): Promise<void> {
  if (change.sign() < 0 && change.negated().equals(balanceOf(view.head, currency))) return
  await assertGivenAmount(policies, { value: change, currency, policy: order?.policy ?? null })
}

interface Counted {
  readonly requestFingerprint: string
  /** Null where it names no order. */
  readonly byHand: CreditedByHand | null
}

function draftOf(adjustment: Adjustment, { requestFingerprint, byHand }: Counted): Draft<'adjustment'> {
  const { amount, currency, reason, author, idempotencyKey } = adjustment
  return {
    kind: 'adjustment',
    author,
    policy: byHand?.policy ?? null,
    idempotency_key: idempotencyKey,
    request: { reference: null },
    result: { adjustment: { amount, currency }, overlap: byHand?.overlap ?? null },
    confidential: { message: reason, request_fingerprint: requestFingerprint },
  }
}
