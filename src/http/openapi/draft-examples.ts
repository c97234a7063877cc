import { policyTextExample, policyVersionExample } from './policy-examples.ts'

const made = '2026-11-23T08:00:00.000Z'
const edited = '2026-11-23T09:00:00.000Z'
const id = '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e'

export const draftSummaryExample = {
  id,
  policy: policyVersionExample.name,
  revision: 3,
  state: 'open',
  sha256: policyVersionExample.sha256,
  base_version: 3,
  retires: false,
  reason: 'Returns within 14 days only',
  created_by: 'anna',
  created_at: made,
  edited_by: 'anna',
  edited_at: edited,
  schedule: null,
  refused: null,
  published_version: null,
}

export const draftExample = {
  ...draftSummaryExample,
  text: policyTextExample,
  newest_version: 3,
  is_stale: false,
  writers: ['anna'],
  comments: [{ by: 'bert', at: edited, text: 'Does that hold for flexible tickets, too?' }],
  approvals: [],
  acts: [
    { revision: 1, act: 'created', by: 'anna', at: made },
    { revision: 2, act: 'edited', by: 'anna', at: edited },
    { revision: 3, act: 'commented', by: 'bert', at: edited },
  ],
  check: { valid: true, diagnostics: [], cases: [], breaking: [] },
  can_publish: false,
  blocked_by: [
    {
      code: 'approval_required',
      detail: 'Four eyes are set, and nobody but its writers approved the text of the draft.',
    },
  ],
}

const changeExample = {
  kind: 'rule',
  name: 'returned',
  change: 'changed',
  part: 'condition',
  from: 'order.age_days <= 30',
  to: 'order.age_days <= 14',
  message: 'rule "returned": condition was order.age_days <= 30, is order.age_days <= 14',
}

export const differenceExample = {
  changes: [changeExample],
  unified:
    '--- smm-panel@2\n+++ smm-panel@3\n@@ -40,1 +40,1 @@\n-    when: order.age_days <= 30\n+    when: order.age_days <= 14\n',
}

export const releaseExample = {
  policy: policyVersionExample.name,
  revision: 1,
  four_eyes: true,
  publish_gate: { require_cases: true },
  set_by: 'admin',
  set_at: made,
}
