import type { AnsweredProblem } from '../answer/problem-json.ts'
import type { HttpMethod, Parameter, RequestBody, ResponseObject } from './document.ts'
import type { OperationId } from './operation-roles.ts'

/** What is written down by hand of an operation; `openApiDocument` adds roles, security and the problem answers. */
export interface OperationDeclaration {
  readonly id: OperationId
  /**
   * It checks a text, goes through all that was stored or waits as long as it is told: it says itself when its time is over,
   * and the deadline of requests is not for it.
   */
  readonly ownTime?: true
  readonly method: HttpMethod
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: RequestBody
  /** The answers that are no problems, by status. */
  readonly answers: { readonly [status: number]: ResponseObject }
  /** The problems beyond those that any operation of its kind may meet. */
  readonly problems: readonly AnsweredProblem[]
}
