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
