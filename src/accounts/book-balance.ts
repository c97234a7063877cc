import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
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
    currency,
    change: spent.negated(),
    key: debit.idempotencyKey ?? `debit/${order}`,
    requestFingerprint: fingerprint({ kind: 'credit_spent', amount, currency, reference: order, message: null }),
    said: {
      kind: 'credit_spent',
      author,
      policy: null,
      request: { reference: order },
      result: { debit: { amount, currency } },
    },
  })
}

/** Adds to the balance or takes off it, for a reason that stays with the entry. */
export async function adjustBalance(deps: AppendDeps, adjustment: Adjustment): Promise<BookedLine> {
  const { account, amount, currency, reason, author, idempotencyKey } = adjustment
  const change = givenAmount(amount)
  assertAmount(amount, 'other than 0', change.sign() !== 0)
  return book(deps, {
    account,
    currency,
    change,
    key: idempotencyKey,
    requestFingerprint: fingerprint({ kind: 'adjustment', amount, currency, reference: null, message: reason }),
    said: {
      kind: 'adjustment',
      author,
      policy: null,
      request: { reference: null },
      result: { adjustment: { amount, currency } },
      confidential: { message: reason },
    },
  })
}

interface Booking {
  readonly account: string
  readonly currency: string
  /** Signed. */
  readonly change: Rational
  readonly key: string | null
  readonly requestFingerprint: string
  readonly said: Draft<'credit_spent' | 'adjustment'>
}

async function book(deps: AppendDeps, booking: Booking): Promise<BookedLine> {
  const { account, key, said, requestFingerprint } = booking
  const appended = await appendOrAnswer<Draft<'credit_spent' | 'adjustment'>, Entry>(
    deps,
    { account, order: null },
    async ({ head }) => {
      const earlier = key === null ? null : await deps.store.entryByIdempotencyKey(account, key)
      if (earlier !== null && key !== null) {
        if (!isSameRequest(earlier, requestFingerprint)) throw keyReused(earlier, key)
        return { answer: earlier }
      }
      if (head === null && said.kind === 'credit_spent') throw accountNotFound(account)
      assertCovered(head, booking.currency, booking.change)
      const confidential = { ...said.confidential, request_fingerprint: requestFingerprint }
      return { draft: { ...said, idempotency_key: key, confidential } }
    },
  )
  return 'answer' in appended
    ? { line: statementLine(appended.answer), replayed: true }
    : { line: statementLine(appended.entry), replayed: false }
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
