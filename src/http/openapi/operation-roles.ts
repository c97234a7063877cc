import type { Role } from '../../access/role.ts'

const anyRole = ['decide', 'read', 'review', 'edit', 'approve', 'publish'] as const satisfies readonly Role[]

/**
 * Who may call what: every operation with the roles of which one is enough (`admin` always is), or
 * `public` where no key is asked for. This table is the only place that says so.
 */
const operationRoles = {
  createDecision: ['decide'],
  decideInBulk: ['decide'],
  previewDecision: ['decide'],
  compareVersions: ['decide', 'read', 'review', 'edit'],
  getDecision: ['read', 'review'],
  getFlips: ['read', 'review'],
  getReceipt: ['decide', 'read', 'review'],
  listDecisions: ['read', 'review'],
  getTotals: ['read', 'review'],
  getLatestCheckpoint: ['read'],
  registerOrder: ['decide'],
  getOrder: ['read', 'review'],
  correctOrder: [],
  creditElsewhere: ['decide'],
  addCharge: ['decide'],
  getAccount: ['read', 'review'],
  listAccountEntries: ['read', 'review'],
  debitAccount: ['decide'],
  adjustAccount: [],
  liftStanding: [],
  eraseAccount: [],
  reportDelivery: ['decide'],
  listUndeliveredCredits: ['read'],
  listReviews: ['read', 'review'],
  getReviewSummary: ['read', 'review'],
  getReview: ['read', 'review'],
  resolveReview: ['review'],
  extendReview: ['review'],
  reopenDecision: ['review'],
  reportDispute: ['decide'],
  listDisputes: ['read', 'review'],
  getDispute: ['read', 'review'],
  getDisputePack: ['read', 'review'],
  closeDispute: ['review'],
  reopenDispute: ['review'],
  listEvents: ['read', 'review'],
  getApprovals: ['read', 'review', 'publish'],
  pauseApprovals: ['publish'],
  resumeApprovals: ['publish'],
  listAuditEntries: [],
  listPolicies: ['read', 'review', 'edit', 'approve', 'publish'],
  getPolicy: ['read', 'review', 'edit', 'approve', 'publish'],
  listPolicyVersions: ['read', 'review', 'edit', 'approve', 'publish'],
  getPolicyVersion: ['read', 'review', 'edit', 'approve', 'publish'],
  publishPolicyVersion: ['publish'],
  restorePolicyVersion: ['publish'],
  retirePolicy: ['publish'],
  validatePolicy: ['edit', 'approve', 'publish'],
  getFactsSchema: anyRole,
  measureTextImpact: ['edit'],
  measureVersionImpact: ['edit'],
  provePolicy: ['edit'],
  mutatePolicy: ['edit'],
  previewPolicyPage: ['edit', 'approve', 'publish'],
  createDraft: ['edit', 'publish'],
  listDrafts: ['read', 'review', 'edit', 'approve', 'publish'],
  getDraft: ['read', 'review', 'edit', 'approve', 'publish'],
  editDraft: ['edit', 'publish'],
  discardDraft: ['edit', 'publish'],
  commentOnDraft: ['edit', 'approve', 'publish'],
  approveDraft: ['approve', 'publish'],
  withdrawApproval: ['approve', 'publish'],
  publishDraft: ['publish'],
  scheduleDraft: ['publish'],
  unscheduleDraft: ['edit', 'publish'],
  getDraftDifference: ['read', 'review', 'edit', 'approve', 'publish'],
  getRelease: ['read', 'review', 'edit', 'approve', 'publish'],
  changeRelease: [],
  getPolicyDifference: ['read', 'review', 'edit', 'approve', 'publish'],
  createApiKey: [],
  listApiKeys: [],
  rotateApiKey: [],
  revokeApiKey: [],
  openSession: anyRole,
  getSession: anyRole,
  closeSession: anyRole,
  getService: anyRole,
  getMetrics: ['read'],
  getPolicyPage: 'public',
  getPolicyFeed: 'public',
  getPolicyVersionsPage: 'public',
  getNamedPolicyPage: 'public',
  getNamedPolicyFeed: 'public',
  getNamedPolicyVersionsPage: 'public',
  getPolicyVersionPage: 'public',
  getNamedPolicyVersionPage: 'public',
  getPolicyDocumentSchema: 'public',
  listFunctions: 'public',
  getFaultPage: 'public',
  getHealth: 'public',
  getReadiness: 'public',
  getOpenApiDocument: 'public',
  getDocs: 'public',
} as const satisfies Record<string, readonly Role[] | 'public'>

export type OperationId = keyof typeof operationRoles

/** The roles of which a key needs one, `admin` among them; `public` where no key is needed. */
export function rolesOf(operation: OperationId): readonly Role[] | 'public' {
  const roles: readonly Role[] | 'public' = operationRoles[operation]
  return roles === 'public' ? roles : [...roles, 'admin']
}

/** Every operation that a key with these roles may call, the public ones too. */
export function operationsFor(held: readonly Role[]): readonly OperationId[] {
  const ids = Object.keys(operationRoles) as OperationId[]
  return ids.filter((id) => {
    const wanted = rolesOf(id)
    return wanted === 'public' || wanted.some((role) => held.includes(role))
  })
}
