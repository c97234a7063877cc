import { Rational } from '../../money/rational.ts'
import type { HistoryQuery } from '../model/history-query.ts'
import type { Value } from '../model/value.ts'

/** What an account and an order without any history answer to a query. */
export function neutralValue(query: HistoryQuery): Value {
  switch (query.kind) {
    case 'count':
    case 'sum':
      return Rational.zero
    case 'exists':
      return false
    case 'state':
      return query.state === 'standing' ? 'good' : Rational.zero
  }
}
