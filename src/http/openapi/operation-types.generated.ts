/** Generated from the OpenAPI document: run its test with UPDATE_GOLDEN=1, do not edit. */

export interface Operations {
  decideInBulk: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: BulkDecisionRequest
    }
  }
  compareVersions: {
    request: {
      path: {}
      query: {}
      headers: {}
      body: CompareRequest
    }
    answer: Comparison
  }
  getFlips: {
    request: {
      path: {
        id: string
      }
      query: {
        language?: string
      }
      headers: {}
    }
    answer: Flips
  }
  listDecisions: {
    request: {
      path: {}
      query: {
        order?: string
        part?: string
        account?: string
        outcome?: string
        clause?: string
        rule?: string
        policy?: string
        policy_version?: number
        from?: string
        to?: string
        order_id?: string
        account_id?: string
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
        include?: ('facts' | 'trace' | 'entry')[]
      }
      headers: {}
    }
    answer: ExplainedDecision
  }
  getReceipt: {
    request: {
      path: {
        id: string
      }
      query: {
        values?: 'opened' | 'closed'
      }
      headers: {}
    }
    answer: Receipt
  }
  getTotals: {
    request: {
      path: {}
      query: {
        from: string
        to: string
        policy?: string
        time_zone?: string
      }
      headers: {}
    }
    answer: Totals
  }
  getLatestCheckpoint: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: CheckpointState
  }
  getOrder: {
    request: {
      path: {
        id: string
      }
      query: {
        policy?: string
      }
      headers: {}
    }
    answer: OrderWithDecisions
  }
  registerOrder: {
    request: {
      path: {
        id: string
      }
      query: {
        policy?: string
      }
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
      query: {
        policy?: string
      }
      headers: {}
      body: OrderCorrection
    }
    answer: Order
  }
  creditElsewhere: {
    request: {
      path: {
        id: string
      }
      query: {
        policy?: string
      }
      headers: {}
      body: CreditElsewhere
    }
    answer: OrderWithCredit
  }
  addCharge: {
    request: {
      path: {
        id: string
      }
      query: {
        policy?: string
      }
      headers: {}
      body: ChargeAddition
    }
    answer: OrderWithCharge
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
  eraseAccount: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: ErasureRequest
    }
    answer: Erasure
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
  reopenDecision: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: ReopenRequest
    }
    answer: ReviewTask
  }
  listDisputes: {
    request: {
      path: {}
      query: {
        status?: 'open' | 'won' | 'lost' | 'withdrawn'
        account?: string
        order?: string
        respond_before?: string
        sort?: 'newest' | 'respond_by'
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
  getDisputePack: {
    request: {
      path: {
        id: string
      }
      query: {
        language?: string
      }
      headers: {}
    }
    answer: DisputePack
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
  reopenDispute: {
    request: {
      path: {
        id: string
      }
      query: {
        respond_by?: string
      }
      headers: {}
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
        accept_breaking?: 'true' | 'false'
      }
      headers: {
        'if-match'?: string
        'if-none-match'?: string
      }
      body: string
    }
    answer: PublishedPolicyVersion
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
  restorePolicyVersion: {
    request: {
      path: {
        name: string
        version: number
      }
      query: {
        reason?: string
        accept_breaking?: 'true' | 'false'
      }
      headers: {
        'if-match'?: string
      }
    }
    answer: PublishedPolicyVersion
  }
  retirePolicy: {
    request: {
      path: {
        name: string
      }
      query: {
        reason: string
      }
      headers: {
        'if-match'?: string
      }
    }
    answer: PolicyVersion
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
  listDrafts: {
    request: {
      path: {
        name: string
      }
      query: {
        state?: 'open' | 'published' | 'discarded'
        cursor?: string
        limit?: number
      }
      headers: {}
    }
    answer: DraftPage
  }
  createDraft: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {}
      body: DraftRequest
    }
    answer: Draft
  }
  getDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {}
    }
    answer: Draft
  }
  editDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {
        reason?: string
        base_version?: number
      }
      headers: {
        'if-match'?: string
      }
      body: string
    }
    answer: Draft
  }
  discardDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {
        'if-match'?: string
      }
    }
    answer: Draft
  }
  commentOnDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {}
      body: DraftCommentRequest
    }
    answer: Draft
  }
  getDraftDifference: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {}
    }
    answer: DraftDifference
  }
  approveDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {}
      body: DraftApprovalRequest
    }
    answer: Draft
  }
  withdrawApproval: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {}
    }
    answer: Draft
  }
  publishDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {
        accept_breaking?: 'true' | 'false'
      }
      headers: {
        'if-match'?: string
      }
    }
    answer: PublishedPolicyVersion
  }
  scheduleDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {
        'if-match'?: string
      }
      body: DraftScheduleRequest
    }
    answer: Draft
  }
  unscheduleDraft: {
    request: {
      path: {
        name: string
        id: string
      }
      query: {}
      headers: {}
    }
    answer: Draft
  }
  getRelease: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {}
    }
    answer: Release
  }
  changeRelease: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {
        'if-match'?: string
      }
      body: ReleaseRequest
    }
    answer: Release
  }
  getPolicyDifference: {
    request: {
      path: {
        name: string
      }
      query: {
        from: number
        to: number
      }
      headers: {}
    }
    answer: PolicyDifference
  }
  measureTextImpact: {
    request: {
      path: {
        name: string
      }
      query: {
        account?: string
        from?: string
        to?: string
        sample?: number
        seed?: number
        top?: number
      }
      headers: {}
      body: string
    }
  }
  measureVersionImpact: {
    request: {
      path: {
        name: string
        version: number
      }
      query: {
        account?: string
        from?: string
        to?: string
        sample?: number
        seed?: number
        top?: number
      }
      headers: {}
    }
  }
  provePolicy: {
    request: {
      path: {
        name: string
      }
      query: {
        against?: number
      }
      headers: {}
      body: string
    }
    answer: PolicyProof
  }
  mutatePolicy: {
    request: {
      path: {
        name: string
      }
      query: {}
      headers: {}
      body: string
    }
    answer: StrengthCheck
  }
  listEvents: {
    request: {
      path: {}
      query: {
        after?: number
        /**
         * @minItems 1
         */
        types?: (
          | 'order.registered'
          | 'order.charged'
          | 'order.corrected'
          | 'order.credited_elsewhere'
          | 'order.credit_taken_back'
          | 'decision.approved'
          | 'decision.denied'
          | 'decision.review'
          | 'decision.reopened'
          | 'review.extended'
          | 'review.escalated'
          | 'review.resolved'
          | 'dispute.opened'
          | 'dispute.amended'
          | 'dispute.closed'
          | 'dispute.reopened'
          | 'account.standing_lifted'
          | 'account.erased'
          | 'balance.adjusted'
          | 'credit.spent'
          | 'credit.delivered'
          | 'credit.failed'
          | 'credit.returned'
          | 'policy.published'
          | 'policy.retired'
          | 'policy.release_changed'
          | 'draft.created'
          | 'draft.edited'
          | 'draft.commented'
          | 'draft.approved'
          | 'draft.approval_withdrawn'
          | 'draft.scheduled'
          | 'draft.unscheduled'
          | 'draft.refused'
          | 'draft.published'
          | 'draft.discarded'
          | 'approvals.paused'
          | 'approvals.resumed'
          | 'erasure.requested'
          | 'erasure.completed'
          | 'retention.applied'
          | 'entries.archived'
          | 'entries.restored'
          | 'store.verified'
          | 'api_key.created'
          | 'api_key.rotated'
          | 'api_key.revoked'
        )[]
        account?: string
        limit?: number
        wait?: number
        account_id?: string
      }
      headers: {}
    }
    answer: EventPage
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
        /**
         * @minItems 1
         */
        kind?: (
          | 'policy_published'
          | 'policy_retired'
          | 'api_key_created'
          | 'api_key_rotated'
          | 'api_key_revoked'
          | 'approvals_paused'
          | 'approvals_resumed'
          | 'erasure_requested'
          | 'erasure_completed'
          | 'retention_applied'
          | 'entries_archived'
          | 'entries_restored'
          | 'store_verified'
          | 'draft_created'
          | 'draft_edited'
          | 'draft_commented'
          | 'draft_approved'
          | 'draft_approval_withdrawn'
          | 'draft_scheduled'
          | 'draft_unscheduled'
          | 'draft_refused'
          | 'draft_published'
          | 'draft_discarded'
          | 'release_changed'
        )[]
        author?: string
        policy?: string
        subject?: string
        from?: string
        to?: string
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
  rotateApiKey: {
    request: {
      path: {
        id: string
      }
      query: {}
      headers: {}
      body: KeyRotationRequest
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
  getSession: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: Session
  }
  openSession: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: Session
  }
  closeSession: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
  }
  getPolicyPage: {
    request: {
      path: {}
      query: {
        language?: string
      }
      headers: {}
    }
  }
  getPolicyFeed: {
    request: {
      path: {}
      query: {
        language?: string
      }
      headers: {}
    }
  }
  getPolicyVersionsPage: {
    request: {
      path: {}
      query: {
        before?: number
        language?: string
      }
      headers: {}
    }
  }
  getNamedPolicyPage: {
    request: {
      path: {
        name: string
      }
      query: {
        language?: string
      }
      headers: {}
    }
  }
  getNamedPolicyFeed: {
    request: {
      path: {
        name: string
      }
      query: {
        language?: string
      }
      headers: {}
    }
  }
  getNamedPolicyVersionsPage: {
    request: {
      path: {
        name: string
      }
      query: {
        before?: number
        language?: string
      }
      headers: {}
    }
  }
  getPolicyVersionPage: {
    request: {
      path: {
        version: number
      }
      query: {
        language?: string
      }
      headers: {}
    }
  }
  getNamedPolicyVersionPage: {
    request: {
      path: {
        name: string
        version: number
      }
      query: {
        language?: string
      }
      headers: {}
    }
  }
  previewPolicyPage: {
    request: {
      path: {
        name: string
      }
      query: {
        language?: string
      }
      headers: {}
      body: string
    }
  }
  listFunctions: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: FormulaFunctions
  }
  getFaultPage: {
    request: {
      path: {
        code: string
      }
      query: {}
      headers: {}
    }
    answer: FaultPage
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
      differing_evaluators: string[]
    }
  }
  getService: {
    request: {
      path: {}
      query: {}
      headers: {}
    }
    answer: ServiceState
  }
  getMetrics: {
    request: {
      path: {}
      query: {}
      headers: {}
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
export interface BulkDecisionRequest {
  line?: string | number
  idempotency_key: string
  policy?: string
  facts: Facts
}
export interface Facts {
  [k: string]: unknown
}
export interface CompareRequest {
  policy?: string
  facts?: Facts
  decision?: string
  /**
   * @minItems 1
   * @maxItems 10
   */
  versions?: (number | ('active' | 'at_purchase'))[]
  draft?: string
  text?: string
  language?: string
  at?: string
  traced?: boolean
}
export interface Comparison {
  policy: string
  decision: string | null
  items: ComparedItem[]
}
export interface ComparedItem {
  by: 'version' | 'active' | 'at_purchase' | 'draft' | 'text'
  version: number | null
  sha256: string
  ruling: ComparedRuling | null
  problem: {
    code: string
    detail: string
  } | null
  differs: string[]
  trace?: DecisionTrace
}
export interface ComparedRuling {
  outcome: 'approve' | 'deny' | 'review'
  label: string | null
  reason_code: string
  message: string
  rule: string | null
  clause: {
    id: string
    title: string
  } | null
  refund: Refund | null
  amounts: {
    [k: string]: string
  }
  actions: {
    name: string
    parameters: {
      [k: string]: string | boolean
    }
  }[]
  review: {
    level: string
    proposed: string | null
    currency: string | null
    missing_facts: string[]
  } | null
}
export interface Refund {
  amount: string
  entitled: string
  already_credited: string
  currency: string
  method: string
  capped_from?: string
}
export interface DecisionTrace {
  rules: RuleTrace[]
  derived: DerivedTrace[]
  fault: string | null
  refund: AmountTrace | null
  circumstances: Circumstances
}
export interface RuleTrace {
  rule: string
  clause: string | null
  result: boolean | string
  condition: ConditionTrace
}
export interface ConditionTrace {
  kind: 'always' | 'all' | 'any' | 'not' | 'named' | 'leaf'
  result: boolean | string
  of?: ConditionTrace[]
  name?: string
  fact?: string
  operator?: string
  expected?: unknown
  actual?: string | boolean | null
}
export interface DerivedTrace {
  name: string
  formula: string
  value: string | boolean | null
  missing_facts: string[]
  fault: string | null
}
export interface AmountTrace {
  formula: string
  inputs: {
    [k: string]: string | boolean | null
  }
  exact: string | boolean | null
  rounded: string | null
  charge: string | boolean | null
  cap: string | boolean | null
  capped_from: string | null
}
export interface Circumstances {
  order_got: Got
  part_got: Got
  given_without_part: boolean
  dispute_open: boolean
  dispute_unclear: boolean
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  waiting_review: WaitingReview | null
  repeats_state: boolean
  recovery: WaitingReview | null
  other_review_waits: boolean
  denied: Denial | null
  approvals_paused: boolean
  automatic_credits: {
    order: string
    account_day: Amounts
    day: Amounts
  }
  amounts_given: {
    [k: string]: string
  }
  actions_given: GivenAction[]
  approval_counted: boolean
  denial_counted: boolean
}
export interface Got {
  credited: string
  elsewhere: string
  charged_back: string
}
export interface WaitingReview {
  id: string
  asked_by: {
    id: string
    sequence: number
  } | null
  sequence: number
  reason_code: string
  rule: string | null
  held: boolean
  level: string
  target_by: string
  due_by: string
  escalated_at: string | null
}
export interface Denial {
  decision: {
    id: string
    sequence: number
  }
  level: string
  same_state: boolean
}
export interface Amounts {
  [k: string]: string
}
export interface GivenAction {
  id: string
  name: string
  per: 'order' | 'decision'
  parameters: {
    [k: string]: string | boolean
  }
  cumulative: string[]
  added: string[]
}
export interface Flips {
  decision: string
  flips: Flip[]
}
export interface Flip {
  changes: {
    fact: string | null
    from: string | boolean | null
    to: string | boolean
  }[]
  rule: string | null
  clause: string | null
  refund: {
    amount: string
    currency: string
  }
  words: string
}
export interface DecisionPage {
  items: FoundDecision[]
  next_cursor: string | null
}
export interface FoundDecision {
  id: string
  outcome: 'approve' | 'deny' | 'review'
  label?: string
  reason_code: string
  message: string
  refund: Refund | null
  amounts: {
    [k: string]: string
  }
  amounts_total: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  actions_given_before: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
  part: string | null
  resolution?: Resolution
  superseded_by?: string
}
export interface ClauseReference {
  id: string
  title: string
  url: string
}
export interface Action {
  id: string
  name: string
  parameters: {
    [k: string]: string | boolean
  }
}
export interface Review {
  id: string
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
export interface Resolution {
  id: string
  outcome: 'approve' | 'deny'
  label?: string
  reason_code: string
  amount: string | null
  refund: Refund | null
  amounts: {
    [k: string]: string
  }
  amounts_total: {
    [k: string]: string
  }
  rule: string | null
  clause: ClauseReference | null
  actions: Action[]
  actions_given_before: Action[]
  note: string
  resolved_by: string
  resolved_at: string
}
export interface DecisionRequest {
  policy?: string
  facts: Facts
  language?: string
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
  amounts_total: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  actions_given_before: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
  part: string | null
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
  amounts_total: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  actions_given_before: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
  part: string | null
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
  amounts_total: {
    [k: string]: string
  }
  clause: ClauseReference | null
  rule: string | null
  actions: Action[]
  actions_given_before: Action[]
  review: Review | null
  ignored_facts: IgnoredFact[]
  policy: PolicyReference
  decided_at: string
  account: string
  order: string
  part: string | null
  resolution?: Resolution
  superseded_by?: string
  facts?: FactsByName
  trace?: DecisionTrace | null
  entry?: {
    sequence: number
    hash: string
    previous_hash: string | null
  }
}
export interface FactsByName {
  [k: string]: unknown
}
export interface Receipt {
  checkpoint: string
  entry: {
    [k: string]: unknown
  }
  format: 1
  hash: string
  number: number
  opened: {
    [k: string]: unknown
  } | null
  proof: string[]
}
export interface Totals {
  time_zone: string
  items: DayTotal[]
}
export interface DayTotal {
  day: string
  policy: string | null
  policy_version: number | null
  outcome: string | null
  clause: string | null
  rule: string | null
  currency: string | null
  decisions: number
  credited: string
  credited_automatically: string
}
export interface CheckpointState {
  written: boolean
  entries: number
  latest: ComparedCheckpoint | null
}
export interface ComparedCheckpoint {
  size: number
  time: string
  origin: string
  root: string
  holds: boolean
}
export interface OrderWithDecisions {
  id: string
  policy: string
  account: string
  facts: FactsByName
  currency: string | null
  credited: string
  credited_elsewhere: string
  charged_back: string
  at_most: string | null
  open_disputes: number
  unclear_disputes: number
  waiting_parts: number
  denied_parts: number
  waiting_review: WaitingReview | null
  recovery: WaitingReview | null
  updated_at: string
  decisions: FoundDecision[]
}
export interface OrderRegistration {
  policy?: string
  facts: Facts
}
export interface RegisteredOrder {
  id: string
  policy: string
  account: string
  facts: FactsByName
  currency: string | null
  credited: string
  credited_elsewhere: string
  charged_back: string
  at_most: string | null
  open_disputes: number
  unclear_disputes: number
  waiting_parts: number
  denied_parts: number
  waiting_review: WaitingReview | null
  recovery: WaitingReview | null
  updated_at: string
  ignored_facts: IgnoredFact[]
}
export interface OrderCorrection {
  policy?: string
  facts: Facts
  reason: string
}
export interface Order {
  id: string
  policy: string
  account: string
  facts: FactsByName
  currency: string | null
  credited: string
  credited_elsewhere: string
  charged_back: string
  at_most: string | null
  open_disputes: number
  unclear_disputes: number
  waiting_parts: number
  denied_parts: number
  waiting_review: WaitingReview | null
  recovery: WaitingReview | null
  updated_at: string
}
export interface CreditElsewhere {
  policy?: string
  account?: string
  part?: string
  amount: string
  currency: string
  reference: string
  method?: string
  reason?: string
  taken_back?: boolean
}
export interface OrderWithCredit {
  id: string
  policy: string
  account: string
  facts: FactsByName
  currency: string | null
  credited: string
  credited_elsewhere: string
  charged_back: string
  at_most: string | null
  open_disputes: number
  unclear_disputes: number
  waiting_parts: number
  denied_parts: number
  waiting_review: WaitingReview | null
  recovery: WaitingReview | null
  updated_at: string
  credit: ElsewhereCredit
}
export interface ElsewhereCredit {
  id: string
  reference: string
  amount: string
  currency: string
  method: string | null
  taken_back: boolean
  counts: string
  part: string | null
  at: string
  author: string
}
export interface ChargeAddition {
  policy?: string
  amount: string
  currency?: string
  reference: string
  fact?: string
  facts?: Facts
  reason?: string
}
export interface OrderWithCharge {
  id: string
  policy: string
  account: string
  facts: FactsByName
  currency: string | null
  credited: string
  credited_elsewhere: string
  charged_back: string
  at_most: string | null
  open_disputes: number
  unclear_disputes: number
  waiting_parts: number
  denied_parts: number
  waiting_review: WaitingReview | null
  recovery: WaitingReview | null
  updated_at: string
  charge: AddedCharge
}
export interface AddedCharge {
  id: string
  reference: string
  amount: string
  currency: string | null
  fact: string
  restated: string[]
  at: string
  author: string
}
export interface Account {
  id: string
  balances: Amounts
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  counters: Counters
  open_disputes: number
  sequence: number
  updated_at: string
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
    | 'charge_added'
    | 'credited_elsewhere'
    | 'decision'
    | 'decision_reopened'
    | 'review_extended'
    | 'review_escalated'
    | 'review_resolved'
    | 'dispute_opened'
    | 'dispute_amended'
    | 'dispute_closed'
    | 'dispute_reopened'
    | 'standing_lifted'
    | 'credit_spent'
    | 'credit_delivered'
    | 'credit_failed'
    | 'credit_returned'
    | 'adjustment'
    | 'correction'
    | 'erasure'
  order: string | null
  policy: string | null
  part: string | null
  amount: string | null
  currency: string | null
  balance: string | null
  reference: string | null
  author: string
}
export interface DebitRequest {
  amount: string
  currency: string
  reference: string
}
export interface AdjustmentRequest {
  amount: string
  currency: string
  order?: string
  policy?: string
  part?: string
  reason: string
}
export interface StandingRequest {
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  reason: string
}
export interface DeliveryReport {
  status: 'delivered' | 'failed' | 'returned'
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
  policy: string | null
  part: string | null
  amount: string
  currency: string
  method: string | null
  credited_at: string
}
export interface ErasureRequest {
  reason: string
}
export interface Erasure {
  id: string
  account: string
  up_to: number
  status: 'done' | 'under_way'
  reason: string
  requested_by: string
  requested_at: string
}
export interface ReviewPage {
  items: ReviewTask[]
  next_cursor: string | null
}
export interface ReviewTask {
  decision_id: string
  asked_by: string | null
  status: 'waiting' | 'overdue' | 'resolved' | 'superseded'
  account: string
  order: string
  part: string | null
  policy: string
  reason_code: string
  rule: string | null
  level: string
  proposed: string | null
  currency: string | null
  method: string | null
  missing_facts: string[]
  overlap: string | null
  actions: Action[]
  asked_at: string
  target_by: string
  due_by: string
  escalated_at: string | null
  resolution: Resolution | null
  superseded_by: string | null
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
  proposed?: string
  method?: string
  note: string
}
export interface ReviewExtensionRequest {
  due_by: string
  reason: string
}
export interface ReopenRequest {
  reason: string
}
export interface DisputePage {
  items: Dispute[]
  next_cursor: string | null
}
export interface Dispute {
  id: string
  provider_id: string | null
  kind: 'inquiry' | 'chargeback' | 'arbitration'
  account: string
  payment_reference: string
  order: string | null
  part: string | null
  policy: PolicyReference | null
  amount: string
  currency: string
  opened_at: string
  support_contacted_at: string | null
  respond_by: string | null
  outcome: 'none' | 'warn' | 'suspend' | 'terminate' | 'ban'
  reason_code: string
  message: string
  rule: string | null
  clause: string | null
  actions: Action[]
  actions_given_before: Action[]
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
  status: 'open' | 'won' | 'lost' | 'withdrawn'
  charged_back: string
  needs_amount: boolean
  rounds: number
  reported_at: string
  closed_at: string | null
  history: DisputeEvent[]
}
export interface DisputeEvent {
  id: string
  event: 'opened' | 'amended' | 'closed' | 'reopened'
  at: string
  author: string
  kind: 'inquiry' | 'chargeback' | 'arbitration'
  status: 'open' | 'won' | 'lost' | 'withdrawn'
  respond_by: string | null
  charged_back: string
  standing: 'good' | 'warned' | 'suspended' | 'terminated' | 'banned'
}
export interface DisputeNotice {
  policy?: string
  account: string
  provider_id?: string
  kind?: 'inquiry' | 'chargeback' | 'arbitration'
  payment_reference: string
  order?: string
  part?: string
  amount: string
  currency: string
  opened_at: string
  support_contacted_at?: string | null
  respond_by?: string | null
  facts?: Facts
}
export interface DisputePack {
  made_at: string
  dispute: Dispute
  order: Order | null
  purchase: {
    at: string
    known_by: 'facts' | 'first_entry'
  } | null
  policy: ShownVersion | null
  decisions: PackedDecision[]
  messages: {
    at: string
    decision: string
    text: string
  }[]
  timeline: {
    id: string
    type: string
    at: string
    part: string | null
    data: {
      [k: string]: unknown
    }
  }[]
  erased: boolean
}
export interface ShownVersion {
  name: string
  version: number
  sha256: string
  url: string
  published_at: string
  until: string | null
  retired: boolean
  text: string
}
export interface PackedDecision {
  decision: ExplainedDecision
  erased: boolean
  receipt: string | null
  no_receipt: string | null
}
export interface DisputeOutcomeRequest {
  outcome: 'won' | 'lost' | 'withdrawn'
  charged_back?: string
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
  retired: boolean
  release?: {
    draft: string
    approved_by: string[]
  }
}
export interface PolicyVersion {
  name: string
  version: number
  sha256: string
  author: string
  reason: string | null
  published_at: string
  retired: boolean
  release?: {
    draft: string
    approved_by: string[]
  }
  text: string
}
export interface PolicyVersionPage {
  items: PolicyVersionSummary[]
  next_before: number | null
}
export interface PublishedPolicyVersion {
  name: string
  version: number
  sha256: string
  author: string
  reason: string | null
  published_at: string
  retired: boolean
  release?: {
    draft: string
    approved_by: string[]
  }
  text: string
  warnings: Diagnostic[]
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
export interface PolicyCheck {
  valid: boolean
  diagnostics: Diagnostic[]
  cases: CaseResult[]
  breaking: BreakingFact[]
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
  decided: CaseAnswer | null
}
export interface CaseAnswer {
  outcome: string
  label: string | null
  refund: string | null
  clause: string | null
  rule: string | null
  method: string | null
  reason: string
  amounts: {
    [k: string]: string
  }
  proposed: string | null
  level: string | null
  capped_from: string | null
  actions: {
    name: string
    parameters: {
      [k: string]: string | boolean
    }
  }[]
  why: CaseReasons
}
export interface CaseReasons {
  missing_facts: string[]
  fault: string | null
  rules: {
    rule: string
    result: true | false | 'unknown'
  }[]
  refund: {
    formula: string
    inputs: {
      [k: string]: string | boolean | null
    }
    exact: string | boolean | null
    rounded: string | null
  } | null
}
export interface BreakingFact {
  fact: string
  change: 'removed' | 'required' | 'type' | 'values' | 'range'
  message: string
}
export interface DraftPage {
  items: DraftSummary[]
  next_cursor: string | null
}
export interface DraftSummary {
  id: string
  policy: string
  revision: number
  state: 'open' | 'published' | 'discarded'
  sha256: string
  base_version: number | null
  retires: boolean
  reason: string | null
  created_by: string
  created_at: string
  edited_by: string
  edited_at: string
  schedule: DraftSchedule | null
  refused: ScheduleRefusal | null
  published_version: number | null
}
export interface DraftSchedule {
  due_at: string
  by: string
  at: string
  accept_breaking: boolean
}
export interface ScheduleRefusal {
  due_at: string
  at: string
  code: string
  detail: string
}
export interface DraftRequest {
  from_version?: number
  base_version?: number
  text?: string
  reason?: string
  retires?: boolean
}
export interface Draft {
  id: string
  policy: string
  revision: number
  state: 'open' | 'published' | 'discarded'
  sha256: string
  base_version: number | null
  retires: boolean
  reason: string | null
  created_by: string
  created_at: string
  edited_by: string
  edited_at: string
  schedule: DraftSchedule | null
  refused: ScheduleRefusal | null
  published_version: number | null
  text: string
  newest_version: number | null
  is_stale: boolean
  writers: string[]
  comments: {
    by: string
    at: string
    text: string
  }[]
  approvals: DraftApproval[]
  acts: DraftAct[]
  check: PolicyCheck | null
  can_publish: boolean
  blocked_by: {
    code: string
    detail: string
  }[]
}
export interface DraftApproval {
  by: string
  at: string
  sha256: string
  note: string | null
  over_gate: boolean
  withdrawn_at: string | null
  is_valid: boolean
}
export interface DraftAct {
  revision: number
  act:
    | 'created'
    | 'edited'
    | 'commented'
    | 'approved'
    | 'withdrawn'
    | 'scheduled'
    | 'unscheduled'
    | 'refused'
    | 'published'
    | 'discarded'
  by: string
  at: string
}
export interface DraftCommentRequest {
  text: string
}
export interface DraftDifference {
  base_version: number | null
  newest_version: number | null
  mine: TextDifference
  theirs: TextDifference | null
  merged: {
    text: string
    has_conflicts: boolean
  } | null
}
export interface TextDifference {
  changes: PolicyChange[] | null
  unified: string | null
}
export interface PolicyChange {
  kind:
    | 'setting'
    | 'subject'
    | 'fact'
    | 'derived'
    | 'constant'
    | 'label'
    | 'table'
    | 'condition'
    | 'action'
    | 'limit'
    | 'clause'
    | 'rule'
    | 'default'
    | 'dispute_rule'
    | 'message'
    | 'case'
  name: string
  change: 'added' | 'removed' | 'moved' | 'changed'
  part: string | null
  from: string | null
  to: string | null
  message: string
}
export interface DraftApprovalRequest {
  sha256: string
  note?: string
  over_gate?: boolean
}
export interface DraftScheduleRequest {
  due_at: string
  accept_breaking?: boolean
}
export interface Release {
  policy: string
  revision: number
  four_eyes: boolean
  publish_gate: PublishGate
  set_by: string | null
  set_at: string | null
}
export interface PublishGate {
  max_extra_credit_per_day?: {
    [k: string]: string
  }
  max_flip_share?: string
  require_cases?: boolean
  require_proofs?: boolean
}
export interface ReleaseRequest {
  four_eyes: boolean
  publish_gate: PublishGate
}
export interface PolicyDifference {
  from: number
  to: number
  changes: PolicyChange[] | null
  unified: string | null
}
export interface PolicyProof {
  findings: Finding[]
  groups: FindingGroup[]
  comparison: {
    classes: ChangedClass[]
    open: OpenTransition[] | null
    nothing_else: 'proved' | 'not_decided'
    because: string | null
  } | null
  is_partial: boolean
  because: string | null
}
export interface Finding {
  code: string
  severity: 'error' | 'warning' | 'information'
  status: 'proved' | 'example' | 'not_decided'
  section: 'refunds' | 'disputes'
  rule: string | null
  line: number
  column: number
  message: string
  hint: string
  rules: string[]
  facts: string[]
  example: {
    facts: {
      [k: string]: unknown
    }
    history: {
      [k: string]: unknown
    }
    now: string
    decision: {
      outcome: string
      rule: string | null
      reason: string
      refund: string | null
    }
  } | null
  because: string | null
}
export interface FindingGroup {
  code: string
  severity: 'error' | 'warning' | 'information'
  section: 'refunds' | 'disputes'
  rule: string | null
  line: number
  column: number
  message: string
  findings: number[]
}
export interface ChangedClass {
  section: 'refunds' | 'disputes'
  from: string | null
  to: string | null
  amount: 'up' | 'down' | 'same'
  example: {
    facts: {
      [k: string]: unknown
    }
    history: {
      [k: string]: unknown
    }
    now: string
    history_after: {
      [k: string]: unknown
    }
    before: {
      outcome: string
      rule: string | null
      reason: string
      refund: string | null
    }
    after: {
      outcome: string
      rule: string | null
      reason: string
      refund: string | null
    }
  } | null
  largest: {
    of_charge: string
    at_least: string
    at_most: string
  } | null
  because: string | null
}
export interface OpenTransition {
  section: 'refunds' | 'disputes'
  from: string | null
  to: string | null
  amounts: ('up' | 'down' | 'same')[]
}
export interface StrengthCheck {
  valid: boolean
  diagnostics: Diagnostic[]
  cases: CaseResult[]
  breaking: BreakingFact[]
  strength: CaseStrength | null
}
export interface CaseStrength {
  mutants: number
  killed: number
  score: number
  parts: {
    part: string
    mutants: number
    killed: number
  }[]
  survivors: {
    part: string
    rule: string | null
    line: number | null
    change: string
    case: {
      beside: string | null
      yaml: string
    } | null
  }[]
}
export interface EventPage {
  items: Event[]
  next_after: number
}
export interface Event {
  number: number
  id: string
  type:
    | 'order.registered'
    | 'order.charged'
    | 'order.corrected'
    | 'order.credited_elsewhere'
    | 'order.credit_taken_back'
    | 'decision.approved'
    | 'decision.denied'
    | 'decision.review'
    | 'decision.reopened'
    | 'review.extended'
    | 'review.escalated'
    | 'review.resolved'
    | 'dispute.opened'
    | 'dispute.amended'
    | 'dispute.closed'
    | 'dispute.reopened'
    | 'account.standing_lifted'
    | 'account.erased'
    | 'balance.adjusted'
    | 'credit.spent'
    | 'credit.delivered'
    | 'credit.failed'
    | 'credit.returned'
    | 'policy.published'
    | 'policy.retired'
    | 'policy.release_changed'
    | 'draft.created'
    | 'draft.edited'
    | 'draft.commented'
    | 'draft.approved'
    | 'draft.approval_withdrawn'
    | 'draft.scheduled'
    | 'draft.unscheduled'
    | 'draft.refused'
    | 'draft.published'
    | 'draft.discarded'
    | 'approvals.paused'
    | 'approvals.resumed'
    | 'erasure.requested'
    | 'erasure.completed'
    | 'retention.applied'
    | 'entries.archived'
    | 'entries.restored'
    | 'store.verified'
    | 'api_key.created'
    | 'api_key.rotated'
    | 'api_key.revoked'
  at: string
  account: string | null
  order: string | null
  part: string | null
  policy: string | null
  data: {
    [k: string]: unknown
  }
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
  kind:
    | 'policy_published'
    | 'policy_retired'
    | 'api_key_created'
    | 'api_key_rotated'
    | 'api_key_revoked'
    | 'approvals_paused'
    | 'approvals_resumed'
    | 'erasure_requested'
    | 'erasure_completed'
    | 'retention_applied'
    | 'entries_archived'
    | 'entries_restored'
    | 'store_verified'
    | 'draft_created'
    | 'draft_edited'
    | 'draft_commented'
    | 'draft_approved'
    | 'draft_approval_withdrawn'
    | 'draft_scheduled'
    | 'draft_unscheduled'
    | 'draft_refused'
    | 'draft_published'
    | 'draft_discarded'
    | 'release_changed'
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
  roles: ('decide' | 'read' | 'review' | 'edit' | 'approve' | 'publish' | 'admin')[]
  review_levels: ReviewLevels
  created_at: string
  created_by: string
  replaces: string | null
  revoked_at: string | null
  expires_at: string | null
  last_used_on: string | null
}
export interface ReviewLevels {
  [k: string]: string
}
export interface ApiKeyRequest {
  name: string
  /**
   * @minItems 1
   */
  roles: ('decide' | 'read' | 'review' | 'edit' | 'approve' | 'publish' | 'admin')[]
  review_levels?: ReviewLevels
  expires_at?: string | null
}
export interface CreatedApiKey {
  id: string
  name: string
  roles: ('decide' | 'read' | 'review' | 'edit' | 'approve' | 'publish' | 'admin')[]
  review_levels: ReviewLevels
  created_at: string
  created_by: string
  replaces: string | null
  revoked_at: string | null
  expires_at: string | null
  last_used_on: string | null
  secret: string
}
export interface KeyRotationRequest {
  overlap_seconds?: number
  expires_at?: string | null
}
export interface Session {
  name: string
  roles: ('decide' | 'read' | 'review' | 'edit' | 'approve' | 'publish' | 'admin')[]
  review_levels: ReviewLevels
  operations: string[]
  expires_at: string | null
}
export interface FormulaFunctions {
  items: FormulaFunction[]
}
export interface FormulaFunction {
  name: string
  call: string
  does: string
  gives: string
}
export interface FaultPage {
  code: string
  means: string
  mend: string
  wrong: {
    text: string
    line: number | null
    column: number | null
  } | null
  right: string | null
}
export interface ServiceState {
  version: string
  node: string
  store: StoreState
  ready: boolean
  reason: string | null
  differing_evaluators: string[]
  checkpoint: NewestCheckpoint | null
  verified: NotedVerification | null
}
export interface StoreState {
  kind: 'sqlite' | 'mongodb' | 'memory'
  schema: string | null
  id: string | null
}
export interface NewestCheckpoint {
  size: number
  time: string
  origin: string
}
export interface NotedVerification {
  at: string
  by: string
  up_to: number
  entries: number
  faults: number
}
