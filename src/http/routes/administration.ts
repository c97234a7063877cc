import type { AuditLog } from '../../audit/audit-log.ts'
import { Problem } from '../../problems/problem.ts'
import { type Answer, jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { readTime } from '../request/read-time.ts'
import { readSequenceCursor, writeSequenceCursor } from '../request/sequence-cursor.ts'

type AdministrationOperation = 'getApprovals' | 'pauseApprovals' | 'resumeApprovals' | 'listAuditEntries'

/** The stop switch and the audit log. A switch to the state that it is in is a Problem approvals_unchanged. */
export function administrationRoutes(deps: { readonly audit: AuditLog }): OperationHandlers<AdministrationOperation> {
  const { audit } = deps
  const state = async (): Promise<Answer> =>
    jsonAnswer<Operations['getApprovals']['answer']>(200, await audit.approvals())
  return {
    getApprovals: state,
    pauseApprovals: async ({ body }, { author }) => {
      if (!(await audit.pause({ author, reason: body.reason }))) throw unchanged('paused already')
      return state()
    },
    resumeApprovals: async ({ body }, { author }) => {
      if (!(await audit.resume({ author, reason: body.reason }))) throw unchanged('not paused')
      return state()
    },
    listAuditEntries: async ({ query }) => {
      const { cursor: written, limit = 50, kind: kinds, from, to, ...exact } = query
      const filter = {
        ...exact,
        ...(kinds === undefined ? {} : { kinds }),
        ...(from === undefined ? {} : { from: readTime('from', from) }),
        ...(to === undefined ? {} : { to: readTime('to', to) }),
      }
      const { items, next } = await audit.find(filter, { before: readSequenceCursor(written), limit })
      const cursor = next === null ? null : writeSequenceCursor(next)
      return jsonAnswer<Operations['listAuditEntries']['answer']>(200, { items, next_cursor: cursor })
    },
  }
}

function unchanged(state: string): Problem {
  return new Problem('approvals_unchanged', `Approvals are ${state}; GET /v1/approvals says since when and why.`)
}
