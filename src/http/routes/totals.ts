import { totalsOfZone } from '../../journal/local-totals.ts'
import type { TotalsStore } from '../../journal/totals-store.ts'
import { nearestName } from '../../problems/nearest-name.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { isTimeZone, timeZones } from '../../time/time-zone.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { mostDays } from '../openapi/totals-operations.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { requestFaults } from '../request/request-fault.ts'

/** Sums by day over all accounts, of days in order and not too many. */
export function totalsRoutes({
  totals,
}: {
  readonly totals: Pick<TotalsStore, 'totals' | 'quarterTotals'>
}): OperationHandlers<'getTotals'> {
  return {
    getTotals: async ({ query: { from, to, policy, time_zone: timeZone = 'UTC' } }) => {
      if (!isTimeZone(timeZone)) throw requestFaults([{ parameter: 'time_zone', message: unknownZone(timeZone) }])
      const days = (Date.parse(to) - Date.parse(from)) / millisecondsPerDay
      if (!(days > 0 && days <= mostDays)) {
        throw requestFaults([{ parameter: 'to', message: `must be 1 to ${mostDays} days after from` }])
      }
      const found = await totalsOfZone(totals, { from, to, timeZone })
      const items = policy === undefined ? found : found.filter((total) => total.policy === policy)
      return jsonAnswer<Operations['getTotals']['answer']>(200, { time_zone: timeZone, items })
    },
  }
}

function unknownZone(name: string): string {
  const near = nearestName(name, timeZones())
  const meant = near === null ? '' : `: did you mean ${near}?`
  return `must be the name of a time zone such as Europe/Berlin or UTC${meant}`
}
