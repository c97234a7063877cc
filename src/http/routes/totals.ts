import type { TotalsStore } from '../../journal/totals-store.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { mostDays } from '../openapi/totals-operations.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { requestFaults } from '../request/request-fault.ts'

/** Sums by day over all accounts, of days in order and not too many. */
export function totalsRoutes({
  totals,
}: {
  readonly totals: Pick<TotalsStore, 'totals'>
}): OperationHandlers<'getTotals'> {
  return {
    getTotals: async ({ query: { from, to, policy } }) => {
      const days = (Date.parse(to) - Date.parse(from)) / millisecondsPerDay
      if (!(days > 0 && days <= mostDays)) {
        throw requestFaults([{ parameter: 'to', message: `must be 1 to ${mostDays} days after from` }])
      }
      const found = await totals.totals(from, to)
      const items = policy === undefined ? found : found.filter((total) => total.policy === policy)
      return jsonAnswer<Operations['getTotals']['answer']>(200, { items })
    },
  }
}
