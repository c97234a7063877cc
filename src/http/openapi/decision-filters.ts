import type { Parameter } from './document.ts'
import { filterParameter, formerName, policyFilter, timeParameter, versionSchema } from './parameters.ts'

const order = filterParameter('order', 'Decisions about this order, of whichever policy.', 'o-1')
const account = filterParameter('account', 'Decisions about orders of this account.', 'a-1')

/** By what decisions are found; named like the fields of the answer. */
export const decisionFilters: readonly Parameter[] = [
  order,
  filterParameter('part', 'Decisions about this part of an order.', 'parcel-1'),
  account,
  {
    ...filterParameter('outcome', "Decisions with this outcome, or with this label: a policy's own word.", 'approve'),
    schema: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,79}$' },
  },
  filterParameter('clause', 'Decisions under this clause.', '2.b'),
  filterParameter('rule', 'Decisions by this rule.', 'undelivered-part'),
  policyFilter('Decisions by this policy.'),
  {
    name: 'policy_version',
    in: 'query',
    required: false,
    description: 'Decisions by this version.',
    schema: versionSchema,
    example: 1,
  },
  timeParameter('from', 'Decided at this time or later (RFC 3339).', '2026-11-01T00:00:00Z'),
  timeParameter('to', 'Decided before this time (RFC 3339).', '2026-12-01T00:00:00Z'),
  formerName(order, 'order_id'),
  formerName(account, 'account_id'),
]
