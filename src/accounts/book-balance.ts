import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { EntryDraft } from '../journal/append-entry.ts'
import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import type { Sum } from '../journal/entry-amounts.ts'
import { isSameRequest, keyReused } from '../journal/same-request.ts'
import { formatAmount } from '../money/amounts.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import type { Adjustment, BookedLine, Debit } from './accounts.ts'
import { statementLine } from './statement-line.ts'

/** Takes credit off the balance to pay an order with it; once for the same key, or the same order. */
export async function debitBalance(deps: AppendDeps, debit: Debit): Promise<BookedLine> {
  const { account, amount, currency, order, author } = debit
  const spent = givenAmount(amount)
  assertAmount(amount, 'above 0', spent.sign() > 0)
  return book(deps, {
    account,
    author,
    kind: 'credit_spent',
    sum: { amount, currency },
    change: spent.negated(),
    key: debit.idempotencyKey ?? `debit/${order}`,
    reference: order,
    message: null,
  })
}

/** Adds to the balance or takes off it, for a reason that stays with the entry. */
export async function adjustBalance(deps: AppendDeps, adjustment: Adjustment): Promise<BookedLine> {
  const { account, amount, currency, reason, author, idempotencyKey } = adjustment
  const change = givenAmount(amount)
  assertAmount(amount, 'other than 0', change.sign() !== 0)
  return book(deps, {
    account,
    author,
    kind: 'adjustment',
    sum: { amount, currency },
    change,
    key: idempotencyKey,
    reference: null,
    message: reason,
  })
}

interface Booking {
  readonly account: string
  readonly author: string
  readonly kind: 'credit_spent' | 'adjustment'
  /** As asked for. */
  readonly sum: Sum
  /** Signed. */
  readonly change: Rational
  readonly key: string | null
  readonly reference: string | null
  readonly message: string | null
}

async function book(deps: AppendDeps, booking: Booking): Promise<BookedLine> {
  const { account, key, kind, sum } = booking
  const requestFingerprint = fingerprint({ kind, ...sum, reference: booking.reference, message: booking.message })
  const appended = await appendToStream<Entry>(deps, account, async ({ head }) => {
    const earlier = key === null ? null : await deps.store.entryByIdempotencyKey(account, key)
    if (earlier !== null && key !== null) {
      if (!isSameRequest(earlier, requestFingerprint)) throw keyReused(earlier, key)
      return { answer: earlier }
    }
    if (head === null && kind === 'credit_spent') throw accountNotFound(account)
    assertCovered(head, sum.currency, booking.change)
    return { order: null, draft: draftOf(booking, requestFingerprint) }
  })
  return 'answer' in appended
    ? { line: statementLine(appended.answer), replayed: true }
    : { line: statementLine(appended.entry), replayed: false }
}

function draftOf(booking: Booking, requestFingerprint: string): EntryDraft {
  const { account, author, kind, sum, key, reference, message } = booking
  return {
    account,
    kind,
    order: null,
    author,
    policy: null,
    idempotency_key: key,
    request: { reference },
    result: { [kind === 'credit_spent' ? 'debit' : 'adjustment']: { amount: sum.amount, currency: sum.currency } },
    confidential: {
      facts: null,
      order_facts: null,
      message,
      request_fingerprint: requestFingerprint,
      order_state: null,
    },
  }
}

/** Refuses a change that would take the balance below 0: Problem insufficient_balance with the balance. */
export function assertCovered(head: Entry | null, currency: string, change: Rational): void {
  const balance = Rational.of(head?.state.balances[currency] ?? '0')
  if (balance.plus(change).sign() >= 0) return
  throw new Problem(
    'insufficient_balance',
    `The balance is ${formatAmount(balance, 0)} ${currency}, which does not cover ${formatAmount(change.absolute(), 0)}.`,
    { extensions: { balance: { amount: formatAmount(balance, 0), currency } } },
  )
}

/** The problem of an account without any entry. */
export function accountNotFound(account: string): Problem {
  return new Problem('account_not_found', `No account ${account} is known.`)
}

function assertAmount(amount: string, accepted: string, isAccepted: boolean): void {
  if (!isAccepted) throw new Problem('invalid_request', `The amount has to be ${accepted}, not ${amount}.`)
}
