import type { Role } from '../../access/role.ts'

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
  closeDispute: ['review'],
  reopenDispute: ['review'],
  listEvents: ['read', 'review'],
  getApprovals: ['read', 'review', 'publish'],
  pauseApprovals: ['publish'],
  resumeApprovals: ['publish'],
  listAuditEntries: [],
  listPolicies: ['read', 'review', 'edit', 'publish'],
  getPolicy: ['read', 'review', 'edit', 'publish'],
  listPolicyVersions: ['read', 'review', 'edit', 'publish'],
  getPolicyVersion: ['read', 'review', 'edit', 'publish'],
  publishPolicyVersion: ['publish'],
  restorePolicyVersion: ['publish'],
  retirePolicy: ['publish'],
  validatePolicy: ['edit', 'publish'],
  measureTextImpact: ['edit'],
  measureVersionImpact: ['edit'],
  provePolicy: ['edit'],
  getFactsSchema: ['decide', 'read', 'review', 'edit', 'publish'],
  createApiKey: [],
  listApiKeys: [],
  rotateApiKey: [],
  revokeApiKey: [],
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
