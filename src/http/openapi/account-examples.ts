/** An account after the one credit of `decisionPreviewExample`. */
export const accountExample = {
  id: 'a-1',
  balances: { USD: '0.04368' },
  standing: 'good',
  counters: {
    claims: 1,
    denials: 0,
    approvals: 1,
    reviews: 0,
    decisions: 1,
    disputes: 0,
    credits: 1,
    credited: { USD: '0.04368' },
    credited_automatically: { USD: '0.04368' },
  },
  open_disputes: 0,
  sequence: 1,
  updated_at: '2026-11-23T08:00:00.000Z',
}

/** The line of a debit that pays for another order. */
export const debitLineExample = {
  sequence: 2,
  id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6f',
  at: '2026-11-23T09:00:00.000Z',
  kind: 'credit_spent',
  order: null,
  policy: null,
  part: null,
  amount: '-0.04',
  currency: 'USD',
  balance: '0.00368',
  reference: 'o-2',
  author: 'panel-backend',
}

/** The line of an adjustment by a person, after the debit. */
export const adjustmentLineExample = {
  ...debitLineExample,
  kind: 'adjustment',
  amount: '5',
  balance: '5.00368',
  reference: null,
  author: 'admin',
}

/** The line of a credit that was paid out elsewhere: the balance gets 0 by it. */
export const deliveryLineExample = {
  ...debitLineExample,
  kind: 'credit_delivered',
  order: 'o-1',
  policy: 'smm-panel',
  amount: '-0.04368',
  balance: '0',
  reference: 'panel-transaction-77',
}

/** A credit that nobody has reported as delivered. */
export const undeliveredCreditExample = {
  decision_id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
  account: 'a-1',
  order: 'o-1',
  policy: 'smm-panel',
  part: null,
  amount: '0.04368',
  currency: 'USD',
  method: 'balance_credit',
  credited_at: '2026-11-23T08:00:00.000Z',
}

/** The head line and the line of the debit; lines end as RFC 4180 says. */
export const statementCsvExample =
  'sequence,at,kind,order,amount,currency,balance,reference,author,id\r\n' +
  '2,2026-11-23T09:00:00.000Z,credit_spent,,-0.04,USD,0.00368,o-2,panel-backend,019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6f\r\n'
