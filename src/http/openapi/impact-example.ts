const answer = { outcome: 'deny', rule: null, reason_code: 'not_refundable' }
const paid = { outcome: 'approve', rule: 'in-time', reason_code: 'in_time' }
const change = { currency: 'EUR', before: '90', after: '207', extra: '117' }

/** Three returns that a longer time would have paid. */
export const impactExample = {
  policy: 'returns',
  version: null,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  account: null,
  sample: null,
  first_decided_at: '2026-11-01T09:00:00.000Z',
  last_decided_at: '2026-11-02T10:30:00.000Z',
  days: 2,
  decisions: 5,
  unchanged: 3,
  reworded: 0,
  flips: 2,
  flip_share: 0.4,
  moves: [{ section: 'refunds', before: answer, after: paid, decisions: 2, credits: [change] }],
  credits: [{ ...change, extra_per_day: '58.5' }],
  clauses: [{ name: '1', ...change }],
  rules: [{ name: 'in-time', ...change }],
  largest: [
    {
      id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
      kind: 'decision',
      account: 'a-3',
      order: 'o-4',
      part: null,
      decided_at: '2026-11-02T09:00:00.000Z',
      policy: { name: 'returns', version: 2 },
      before: { ...answer, clause: '2', amount: null, currency: null },
      after: { ...paid, clause: '1', amount: '72.00', currency: 'EUR' },
      currency: 'EUR',
      extra: '72',
    },
  ],
  not_replayed: { erased: 0, problems: {}, faults: [] },
  orders_followed: true,
}
