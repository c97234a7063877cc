import type { Reviewer } from '../../reviews/reviewer.ts'
import type { Answer } from '../answer/answer.ts'
import type { OperationId } from '../openapi/operation-roles.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { Credential } from '../request/credential.ts'
import type { Caller } from './authenticate.ts'

/** What a handler may know of the call besides the checked request. */
export interface Call {
  /** Null for a public operation. */
  readonly caller: Caller
  /** Name of the key that calls. */
  readonly author: string
  /** What the caller sent to be known by; null for nothing. */
  readonly credential: Credential | null
  /** Whether the request came over an encrypted connection, as a trusted proxy says. */
  readonly isEncrypted: boolean
  /** The caller as one who decides on reviews. */
  readonly reviewer: Reviewer
  /** Aborted once nobody reads the answer any more. */
  readonly gone: AbortSignal
  /** The media type that the caller likes best among these; null if it accepts none of them. */
  preferred(mediaTypes: readonly string[]): string | null
  /** The language that the caller likes best among these; null if it accepts none of them. */
  preferredLanguage(languages: readonly string[]): string | null
}

/** What an operation does with a request that fits the document. A Problem that it throws is the answer. */
export type OperationHandler<Id extends OperationId> = (
  request: Operations[Id]['request'],
  call: Call,
) => Promise<Answer>

/** The handlers of some operations. */
export type OperationHandlers<Id extends OperationId = OperationId> = { readonly [Each in Id]: OperationHandler<Each> }
