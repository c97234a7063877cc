const summary = {
  name: 'smm-panel',
  version: 3,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  author: 'policy-admin',
  reason: 'Clearer wording of clause 2.b',
  published_at: '2026-11-23T08:00:00.000Z',
  retired: false,
}

export const policySummaryExample = summary

export const policyTextExample = 'name: smm-panel\ntitle: Refund policy\nclauses: []\n'

export const policyVersionExample = { ...summary, text: policyTextExample }

/** A text with one fault. */
export const policyCheckExample = {
  valid: false,
  diagnostics: [
    {
      code: 'unknown_fact',
      severity: 'error',
      path: '/refunds/0/when/fact',
      line: 41,
      column: 19,
      message: 'The fact order.state is not declared.',
      hint: 'Did you mean order.status?',
    },
  ],
  cases: [],
  breaking: [],
}
