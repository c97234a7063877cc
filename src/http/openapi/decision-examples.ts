/** An order of 1000 of which 157 were not delivered; the start of the service prints the same. */
export const decisionRequestExample = {
  facts: {
    order: { id: 'o-1', status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' },
    claim: { reason: 'undelivered' },
    account: { id: 'a-1' },
  },
}

/** What the shipped policy decides about it. */
export const decisionPreviewExample = {
  outcome: 'approve',
  reason_code: 'partial_undelivered',
  message: '157 of 1000 were not delivered: 0.04368 USD is credited to your balance.',
  refund: {
    amount: '0.04368',
    entitled: '0.04368',
    already_credited: '0.00000',
    currency: 'USD',
    method: 'balance_credit',
  },
  amounts: {},
  amounts_total: {},
  clause: { id: '2.b', title: 'Partial delivery', url: '/policy/smm-panel/versions/1#clause-2.b' },
  rule: 'undelivered-part',
  actions: [],
  actions_given_before: [],
  review: null,
  ignored_facts: [],
  policy: {
    name: 'smm-panel',
    version: 1,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  decided_at: '2026-11-23T08:00:00.000Z',
  account: 'a-1',
  order: 'o-1',
  part: null,
}

export const decisionExample = { id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e', ...decisionPreviewExample }
