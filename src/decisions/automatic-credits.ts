import { type HistoryReads, readHistory, withKnownWindows } from '../journal/history.ts'
import type { DayRoom, JournalStore } from '../journal/journal-store.ts'
import type { AutomaticCredits } from '../journal/kinds/circumstances.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { Rational } from '../money/rational.ts'
import type { Limit, Policy } from '../policy/model/policy.ts'
import type { AtHand } from '../time/at-hand.ts'
import { startOfDay } from '../time/calendar.ts'
import { formatInstant } from '../time/instant.ts'

interface DayQuestion {
  readonly view: Pick<StreamView, 'head' | 'windows' | 'orderState' | 'now'>
  readonly currency: string | null
  /** What was read of the day before; null: nothing. */
  readonly known: DayCredits | null
}

/** What was credited over all accounts since an instant. */
export interface DayCredits {
  readonly currency: string
  readonly since: string
  readonly sum: string
}

/**
 * What was credited without a person, for the order so far and since the day began in the policy's time
 * zone, as far as its limits ask for it; a time in the future is of today. The account's sum is exact at
 * the head; the sum over all accounts is looked at again when the entry is written ({@link dayRoomFor}). There at once
 * where no limit looks at a day.
 */
export function sumAutomaticCredits(
  store: HistoryReads & Pick<JournalStore, 'automaticCreditsSince'>,
  policy: Policy,
  question: DayQuestion,
): AutomaticCredits | Promise<AutomaticCredits> {
  const { currency, view, known } = question
  const asks = (per: Limit['per']): boolean =>
    policy.limits.some((limit) => limit.per === per && limit.currency === currency)
  const order = asks('decision') ? view.orderState.automatic : '0'
  const [perAccount, overall] = [asks('account_day'), asks('day')]
  if (currency === null || (!perAccount && !overall)) return { order, account_day: {}, day: {} }
  const dayStart = startOfDay(view.now, policy.timeZone)
  const sums = [
    perAccount ? ofAccount(store, view, { currency, dayStart }) : Promise.resolve(null),
    overall ? ofDay(store, known, { currency, since: formatInstant(dayStart) }) : Promise.resolve(null),
  ] as const
  return Promise.all(sums).then(([account, day]) => ({
    order,
    account_day: account === null ? {} : { [currency]: account },
    day: day === null ? {} : { [currency]: day },
  }))
}

/** The instants after which the account's days begin that a limit looks at. */
export function dayWindows({ limits, timeZone }: Policy, now: number): readonly string[] {
  return limits.some(({ per }) => per === 'account_day') ? [formatInstant(startOfDay(now, timeZone) - 1)] : []
}

/** What a limit of the policy asks of the day that runs, over all accounts; null where none does. */
export function dayCreditsFor(
  store: Pick<JournalStore, 'automaticCreditsSince'>,
  { limits, timeZone }: Policy,
  { currency, now }: { readonly currency: string | null; readonly now: number },
): AtHand<DayCredits | null> {
  if (currency === null || !limits.some((limit) => limit.per === 'day' && limit.currency === currency)) return null
  const since = formatInstant(startOfDay(now, timeZone))
  return store.automaticCreditsSince(currency, since).then((sum) => ({ currency, since, sum }))
}

async function ofDay(
  store: Pick<JournalStore, 'automaticCreditsSince'>,
  known: DayCredits | null,
  { currency, since }: Omit<DayCredits, 'sum'>,
): Promise<string> {
  const isKnown = known?.currency === currency && known.since === since
  return isKnown ? known.sum : store.automaticCreditsSince(currency, since)
}

/** How far the day's credits over all accounts may have gone for a credit to stay below its limits; null for no such limit. */
export function dayRoomFor(
  policy: Policy,
  credit: { readonly amount: string; readonly currency: string },
  now: number,
): DayRoom | null {
  const { currency } = credit
  const amount = Rational.of(credit.amount)
  const limits = policy.limits.filter((limit) => limit.per === 'day' && limit.currency === currency)
  if (limits.length === 0 || amount.sign() === 0) return null
  const [least = ''] = limits
    .map((limit) => limit.amount)
    .toSorted((left, right) => Rational.of(left).compare(Rational.of(right)))
  const most = Rational.of(least).minus(amount).toDecimal()
  return { currency, since: formatInstant(startOfDay(now, policy.timeZone)), most }
}

/** Decisions alone credit without a person. */
async function ofAccount(
  store: HistoryReads,
  view: DayQuestion['view'],
  { currency, dayStart }: { readonly currency: string; readonly dayStart: number },
): Promise<string> {
  const { credited } = await readHistory(withKnownWindows(store, view), view, {
    entries: 'decisions',
    isSum: true,
    of: null,
    window: { after: formatInstant(dayStart - 1), before: null },
    where: {},
  })
  return credited[currency] ?? '0'
}
