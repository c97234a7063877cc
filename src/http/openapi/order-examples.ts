export const orderExample = {
  id: 'o-1',
  policy: 'smm-panel',
  account: 'a-1',
  facts: { 'order.charge': '0.27819', 'order.currency': 'USD', 'order.quantity': '1000' },
  currency: 'USD',
  credited: '0.04368',
  credited_elsewhere: '0',
  charged_back: '0',
  at_most: '0.27819',
  open_disputes: 0,
  unclear_disputes: 0,
  waiting_parts: 0,
  denied_parts: 0,
  waiting_review: null,
  recovery: null,
  updated_at: '2026-11-23T08:00:00.000Z',
}

const entryExample = {
  id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d72',
  at: '2026-11-23T08:00:00.000Z',
  author: 'panel-backend',
}

export const registrationExample = {
  facts: {
    order: { id: 'o-1', quantity: 1000, charge: '0.27819', currency: 'USD', placed_at: '2026-11-20T10:00:00Z' },
    account: { id: 'a-1' },
  },
}

export const creditElsewhereExample = {
  amount: '0.10',
  currency: 'USD',
  reference: 'panel-refund-5',
  method: 'panel',
  reason: 'Refunded by hand in the panel.',
}

export const creditedExample = {
  ...orderExample,
  credited_elsewhere: '0.10',
  credit: {
    ...entryExample,
    reference: 'panel-refund-5',
    amount: '0.10',
    currency: 'USD',
    method: 'panel',
    taken_back: false,
    counts: '0.10',
    part: null,
  },
}

export const chargeExample = { amount: '0.05', currency: 'USD', reference: 'pay-2' }

export const chargedExample = {
  ...orderExample,
  at_most: '0.32819',
  charge: { ...entryExample, ...chargeExample, fact: 'order.charge', restated: [] },
}
