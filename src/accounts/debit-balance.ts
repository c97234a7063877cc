import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { Entry, EntryOf } from '../journal/entry.ts'
import { isOfKind, ofKinds } from '../journal/of-kind.ts'
import { isSameRequest, keyReused } from '../journal/same-request.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import { accountNotFound } from './account-not-found.ts'
import type { BookedLine, Debit } from './accounts.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { assertCovered } from './assert-covered.ts'
import { statementLine } from './statement-line.ts'

type Spent = EntryOf<'credit_spent'>

/** Takes credit off the balance to pay something with it; once for the same reference, with or without a key. */
export async function debitBalance(deps: AccountsDeps, debit: Debit): Promise<BookedLine> {
  const { account, amount, currency, reference, author } = debit
  const spent = givenAmount(amount)
  if (spent.sign() <= 0) throw new Problem('invalid_request', `The amount has to be above 0, not ${amount}.`)
  const requestFingerprint = fingerprintOf(debit, spent)
  const appended = await appendOrAnswer<Draft<'credit_spent'>, Spent>(
    deps,
    { account, order: null, idempotencyKey: debit.idempotencyKey },
    async ({ head, byKey }) => {
      const earlier = await earlierDebit(deps, debit, { byKey, requestFingerprint })
      if (earlier !== null) return { answer: earlier }
      if (head === null) throw accountNotFound(account)
      assertCovered(head, currency, spent.negated())
      return {
        draft: {
          kind: 'credit_spent',
          author,
          policy: null,
          idempotency_key: debit.idempotencyKey,
          request: { reference },
          result: { debit: { amount, currency } },
          confidential: { request_fingerprint: requestFingerprint },
        },
      }
    },
  )
  return 'answer' in appended
    ? { line: statementLine(appended.answer), replayed: true }
    : { line: statementLine(appended.entry), replayed: false }
}

/** The same debit in the same words, `3` and `3.00` alike. */
function fingerprintOf({ currency, reference }: Debit, spent: Rational): string {
  return fingerprint({ kind: 'credit_spent', amount: spent.toDecimal(), currency, reference, message: null })
}

/** Looked up after the head was read: a rival with the same key or reference is found here, or takes our sequence. */
async function earlierDebit(
  { store }: AccountsDeps,
  debit: Debit,
  { byKey: sameKey, requestFingerprint }: { readonly byKey: Entry | null; readonly requestFingerprint: string },
): Promise<Spent | null> {
  const { account, idempotencyKey, reference } = debit
  if (sameKey !== null && idempotencyKey !== null) {
    const isSame = isOfKind(sameKey, ['credit_spent']) && isSameRequest(sameKey, requestFingerprint)
    if (!isSame || !isSameDebit(sameKey, debit)) throw keyReused(sameKey, idempotencyKey)
    return sameKey
  }
  const [sameReference] = ofKinds(await store.entriesByReference(account, reference, null), ['credit_spent'])
  if (sameReference === undefined) return null
  if (isSameDebit(sameReference, debit)) return sameReference
  const { debit: before } = sameReference.result
  throw new Problem(
    'debit_conflict',
    `The account ${account} paid ${before.amount} ${before.currency} for ${reference} before. Another debit needs another reference.`,
    { extensions: { debit: { id: sameReference.id, ...before } } },
  )
}

function isSameDebit({ request, result }: Spent, { reference, amount, currency }: Debit): boolean {
  const { debit } = result
  return (
    request.reference === reference &&
    debit.currency === currency &&
    givenAmount(amount).equals(Rational.of(debit.amount))
  )
}
