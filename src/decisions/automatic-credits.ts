import type { Entry } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { AutomaticCredits } from '../journal/kinds/circumstances.ts'
import { subtractAmounts } from '../money/amounts.ts'
import type { Limit, Policy } from '../policy/model/policy.ts'
import { startOfDay } from '../time/calendar.ts'
import { formatInstant } from '../time/instant.ts'

interface DayQuestion {
  readonly head: Entry | null
  readonly currency: string | null
  readonly now: number
}

/**
 * What was credited without a person since the day began in the policy's time zone, as far as its
 * limits ask for it. The account's sum is exact at the head; the sum over all accounts misses what
 * other accounts' decisions have in flight.
 */
export async function sumAutomaticCredits(
  store: Pick<JournalStore, 'newestUpTo' | 'automaticCreditsSince'>,
  policy: Policy,
  question: DayQuestion,
): Promise<AutomaticCredits> {
  const { currency } = question
  if (currency === null) return { account_day: {}, day: {} }
  const asks = (per: Limit['per']): boolean =>
    policy.limits.some((limit) => limit.per === per && limit.currency === currency)
  const [perAccount, overall] = [asks('account_day'), asks('day')]
  if (!perAccount && !overall) return { account_day: {}, day: {} }
  const dayStart = startOfDay(question.now, policy.timeZone)
  return {
    account_day: perAccount ? { [currency]: await ofAccount(store, { ...question, currency, dayStart }) } : {},
    day: overall ? { [currency]: await store.automaticCreditsSince(currency, formatInstant(dayStart)) } : {},
  }
}

async function ofAccount(
  store: Pick<JournalStore, 'newestUpTo'>,
  day: { readonly head: Entry | null; readonly currency: string; readonly dayStart: number },
): Promise<string> {
  if (day.head === null) return '0'
  const before = await store.newestUpTo(day.head.account, formatInstant(day.dayStart - 1), day.head.sequence)
  const sumAt = (entry: Entry | null): string => entry?.state.counters.credited_automatically[day.currency] ?? '0'
  return subtractAmounts(sumAt(day.head), sumAt(before))
}
