/** Generated from the OpenAPI document: run its test with UPDATE_GOLDEN=1, do not edit. */

export interface Operations {
  listDecisions: {
    request: {
      path: {}
      query: {
        order_id?: string
        account_id?: string
        outcome?: 'approve' | 'deny' | 'review'
        clause?: string
        rule?: string
        policy?: string
        policy_version?: number
        from?: string
        to?: string
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: DecisionPage
  }
  createDecision: {
    request: {
      path: {}
      query: {}
      headers: {
        'idempotency-key'?: string
      }
      body: DecisionRequest
    }
    answer: Decision
  }
  previewDecision: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: DecisionRequest
    }
    answer: DecisionPreview
  }
  getDecision: {
    request: {
      path: {
        id: string
      }
      query: {
        /**
         * @minItems 1
         */
        include?: ('facts' | 'trace')[]
      }
      headers: {}
    }
    answer: ExplainedDecision
  }
  getOrder: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
    }
    answer: OrderWithDecisions
  }
  registerOrder: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: OrderRegistration
    }
    answer: RegisteredOrder
  }
  correctOrder: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: OrderCorrection
    }
    answer: Order
  }
  getAccount: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
    }
    answer: Account
  }
  listAccountEntries: {
    request: {
      path: {
        id: string
      }
      query: {
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: StatementPage
  }
  debitAccount: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {
        'idempotency-key'?: string
      }
      body: DebitRequest
    }
    answer: StatementLine
  }
  adjustAccount: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {
        'idempotency-key'?: string
      }
      body: AdjustmentRequest
    }
    answer: StatementLine
  }
  liftStanding: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: StandingRequest
    }
    answer: Account
  }
  reportDelivery: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: DeliveryReport
    }
    answer: StatementLine
  }
  listUndeliveredCredits: {
    request: {
      path: {}
      query: {
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: UndeliveredCreditPage
  }
  listReviews: {
    request: {
      path: {}
      query: {
        status?: 'waiting' | 'overdue' | 'resolved'
        level?: string
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: ReviewPage
  }
  getReviewSummary: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: ReviewSummary
  }
  getReview: {
    request: {
      path: {
        decision_id: string
      }
      query: {}
      headers: {}
    }
    answer: ReviewTask
  }
  resolveReview: {
    request: {
      path: {
        decision_id: string
      }
      query: {}
      headers: {}
      body: ReviewResolutionRequest
    }
    answer: ReviewTask
  }
  extendReview: {
    request: {
      path: {
        decision_id: string
      }
      query: {}
      headers: {}
      body: ReviewExtensionRequest
    }
    answer: ReviewTask
  }
  listDisputes: {
    request: {
      path: {}
      query: {
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: DisputePage
  }
  reportDispute: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: DisputeNotice
    }
    answer: Dispute
  }
  getDispute: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
    }
    answer: Dispute
  }
  closeDispute: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: DisputeOutcomeRequest
    }
    answer: Dispute
  }
  listPolicies: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: PolicyList
  }
  getPolicy: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {
        'if-none-match'?: string
      }
    }
    answer: PolicyVersion
  }
  listPolicyVersions: {
    request: {
      path: {
        name: string
      }
      query: {
        before?: number
        limit?: number
      }
      headers: {}
    }
    answer: PolicyVersionPage
  }
  publishPolicyVersion: {
    request: {
      path: {
        name: string
      }
      query: {
        reason?: string
      }
      headers: {
        'if-match'?: string
        'if-none-match'?: '*'
      }
      body: string
    }
    answer: PolicyVersion
  }
  getPolicyVersion: {
    request: {
      path: {
        name: string
        version: number
      }
      query: {}
      headers: {
        'if-none-match'?: string
      }
    }
    answer: PolicyVersion
  }
  getFactsSchema: {
    request: {
      path: {
        name: string
      }
      query: {
        section?: 'refunds' | 'disputes'
      }
      headers: {}
    }
  }
  validatePolicy: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {}
      body: string
    }
    answer: PolicyCheck
  }
  getApprovals: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: Approvals
  }
  pauseApprovals: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: ReasonRequest
    }
    answer: Approvals
  }
  resumeApprovals: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: ReasonRequest
    }
    answer: Approvals
  }
  listAuditEntries: {
    request: {
      path: {}
      query: {
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: AuditPage
  }
  listApiKeys: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: ApiKeyList
  }
  createApiKey: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: ApiKeyRequest
    }
    answer: CreatedApiKey
  }
  revokeApiKey: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
    }
  }
  getPolicyPage: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
  }
  getNamedPolicyPage: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {}
    }
  }
  getPolicyDocumentSchema: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
  }
  getHealth: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: {
      status: 'ok'
    }
  }
  getReadiness: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: {
      status: 'ready'
    }
  }
  getOpenApiDocument: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: {
      [k: string]: unknown
    }
  }
  getDocs: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
  }
}
export interface DecisionPage {
  items: Decision[]
  next_cursor: string | null
}
export interface Decision {
  id: string
  outcome: 'approve' | 'deny' | 'review'
  label?: string
  reason_code: string
  message: string
  refund: Refund | null
  amounts: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
}
export interface Refund {
  amount: string
  entitled: string
  already_credited: string
  currency: string
  method: string
}
export interface ClauseReference {
  id: string
  title: string
}
export interface Action {
  name: string
  parameters: {
    [k: string]: string | boolean
  }
}
export interface Review {
  level: string
  proposed: string | null
  currency: string | null
  method: string | null
  missing_facts: string[]
  target_by: string
  due_by: string
}
export interface IgnoredFact {
  fact: string
  given: string
  used: string
}
export interface PolicyReference {
  name: string
  version: number
  sha256: string
}
export interface DecisionRequest {
  policy?: string
  facts: {}
}
export interface DecisionPreview {
  outcome: 'approve' | 'deny' | 'review'
  label?: string
  reason_code: string
  message: string
  refund: Refund | null
  amounts: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
}
export interface ExplainedDecision {
  id: string
  outcome: 'approve' | 'deny' | 'review'
  label?: string
  reason_code: string
  message: string
  refund: Refund | null
  amounts: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
  facts?: {
    [k: string]: unknown
  } | null
  trace?: unknown
}
export interface OrderWithDecisions {
  id: string
  account: string
  facts: {
    [k: string]: unknown
  } | null
  currency: string | null
  credited: string
  charged_back: boolean
  open_disputes: string[]
  waiting_review: WaitingReview | null
  updated_at: string
  decisions: Decision[]
}
export interface WaitingReview {
  decision_id: string
  sequence: number
  reason_code: string
  rule: string | null
  level: string
  target_by: string
  due_by: string
  escalated_at: string | null
}
export interface OrderRegistration {
  policy?: string
  facts: {}
}
export interface RegisteredOrder {
  id: string
  account: string
  facts: {
    [k: string]: unknown
  } | null
  currency: string | null
  credited: string
  charged_back: boolean
  open_disputes: string[]
  waiting_review: WaitingReview | null
  updated_at: string
  ignored_facts: IgnoredFact[]
}
export interface OrderCorrection {
  policy?: string
  facts: {}
  reason: string
}
export interface Order {
  id: string
  account: string
  facts: {
    [k: string]: unknown
  } | null
  currency: string | null
  credited: string
  charged_back: boolean
  open_disputes: string[]
  waiting_review: WaitingReview | null
  updated_at: string
}
export interface Account {
  id: string
  balances: Amounts
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  counters: Counters
  open_disputes: string[]
  sequence: number
  updated_at: string
}
export interface Amounts {
  [k: string]: string
}
export interface Counters {
  claims: number
  denials: number
  approvals: number
  reviews: number
  decisions: number
  disputes: number
  credits: number
  credited: Amounts
  credited_automatically: Amounts
}
export interface StatementPage {
  items: StatementLine[]
  next_cursor: string | null
}
export interface StatementLine {
  sequence: number
  id: string
  at: string
  kind:
    | 'order_registered'
    | 'decision'
    | 'review_extended'
    | 'review_escalated'
    | 'review_resolved'
    | 'dispute_opened'
    | 'dispute_closed'
    | 'standing_lifted'
    | 'credit_spent'
    | 'credit_delivered'
    | 'credit_failed'
    | 'adjustment'
    | 'correction'
    | 'erasure'
  order: string | null
  amount: string | null
  currency: string | null
  balance: string | null
  reference: string | null
  author: string
}
export interface DebitRequest {
  amount: string
  currency: string
  order: string
}
export interface AdjustmentRequest {
  amount: string
  currency: string
  reason: string
}
export interface StandingRequest {
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  reason: string
}
export interface DeliveryReport {
  status: 'delivered' | 'failed'
  reference: string
}
export interface UndeliveredCreditPage {
  items: UndeliveredCredit[]
  next_cursor: string | null
}
export interface UndeliveredCredit {
  decision_id: string
  account: string
  order: string | null
  amount: string
  currency: string
  method: string | null
  credited_at: string
}
export interface ReviewPage {
  items: ReviewTask[]
  next_cursor: string | null
}
export interface ReviewTask {
  decision_id: string
  status: 'waiting' | 'overdue' | 'resolved'
  account: string
  order: string
  reason_code: string
  rule: string | null
  level: string
  proposed: string | null
  currency: string | null
  method: string | null
  missing_facts: string[]
  asked_at: string
  target_by: string
  due_by: string
  escalated_at: string | null
  resolution: ReviewResolution | null
}
export interface ReviewResolution {
  outcome: 'approve' | 'deny'
  amount: string | null
  note: string
  resolved_by: string
  resolved_at: string
}
export interface ReviewSummary {
  waiting: number
  overdue: number
  next_due_by: string | null
  levels: {
    [k: string]: {
      waiting: number
      overdue: number
    }
  }
}
export interface ReviewResolutionRequest {
  outcome: 'approve' | 'deny'
  amount?: string
  method?: string
  note: string
}
export interface ReviewExtensionRequest {
  due_by: string
  reason: string
}
export interface DisputePage {
  items: Dispute[]
  next_cursor: string | null
}
export interface Dispute {
  id: string
  account: string
  order: string | null
  payment_reference: string
  amount: string
  currency: string
  opened_at: string
  support_contacted_at: string | null
  outcome: 'none' | 'warn' | 'suspend' | 'terminate' | 'ban'
  reason_code: string
  message: string
  rule: string | null
  clause: string | null
  actions: Action[]
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  policy: PolicyReference | null
  reported_at: string
  status: 'open' | 'won' | 'lost' | 'withdrawn'
  closed_at: string | null
}
export interface DisputeNotice {
  policy?: string
  account: string
  payment_reference: string
  order?: string
  amount: string
  currency: string
  opened_at: string
  support_contacted_at?: string
}
export interface DisputeOutcomeRequest {
  outcome: 'won' | 'lost' | 'withdrawn'
}
export interface PolicyList {
  items: PolicyVersionSummary[]
}
export interface PolicyVersionSummary {
  name: string
  version: number
  sha256: string
  author: string
  reason: string | null
  published_at: string
}
export interface PolicyVersion {
  name: string
  version: number
  sha256: string
  author: string
  reason: string | null
  published_at: string
  text: string
}
export interface PolicyVersionPage {
  items: PolicyVersionSummary[]
  next_before: number | null
}
export interface PolicyCheck {
  valid: boolean
  diagnostics: Diagnostic[]
  cases: CaseResult[]
}
export interface Diagnostic {
  code: string
  severity: 'error' | 'warning'
  path: string
  line: number
  column: number
  message: string
  hint: string
}
export interface CaseResult {
  name: string
  section: 'refunds' | 'disputes'
  rule: string | null
  line: number
  column: number
  differences: {
    field: string
    expected: string
    actual: string
  }[]
}
export interface Approvals {
  paused: boolean
  since: string | null
  by: string | null
  reason: string | null
}
export interface ReasonRequest {
  reason: string
}
export interface AuditPage {
  items: AuditEntry[]
  next_cursor: string | null
}
export interface AuditEntry {
  sequence: number
  id: string
  kind: 'policy_published' | 'api_key_created' | 'api_key_revoked' | 'approvals_paused' | 'approvals_resumed'
  at: string
  author: string
  details: {
    [k: string]: unknown
  }
  approvals_paused: boolean
  previous_hash: string | null
  hash: string
}
export interface ApiKeyList {
  items: ApiKey[]
}
export interface ApiKey {
  id: string
  name: string
  roles: ('decide' | 'read' | 'review' | 'edit' | 'publish' | 'admin')[]
  created_at: string
  created_by: string
  revoked_at: string | null
}
export interface ApiKeyRequest {
  name: string
  /**
   * @minItems 1
   */
  roles: ('decide' | 'read' | 'review' | 'edit' | 'publish' | 'admin')[]
}
export interface CreatedApiKey {
  id: string
  name: string
  roles: ('decide' | 'read' | 'review' | 'edit' | 'publish' | 'admin')[]
  created_at: string
  created_by: string
  revoked_at: string | null
  secret: string
}
