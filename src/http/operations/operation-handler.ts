import type { Answer } from '../answer/answer.ts'
import type { Caller } from '../authenticate.ts'
import type { Operations } from '../openapi.generated.ts'
import type { OperationId } from './operation-roles.ts'

/** What a handler may know of the call besides the checked request. */
export interface Call {
  /** Null for a public operation. */
  readonly caller: Caller
  /** Name of the key that calls. */
  readonly author: string
  /** The media type that the caller likes best among these; null if it accepts none of them. */
  preferred(mediaTypes: readonly string[]): string | null
}

export type OperationHandler<Id extends OperationId> = (
  request: Operations[Id]['request'],
  call: Call,
) => Promise<Answer>

/** The handlers of some operations. */
export type OperationHandlers<Id extends OperationId = OperationId> = { readonly [Each in Id]: OperationHandler<Each> }
