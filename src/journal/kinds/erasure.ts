import { count, objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'

/** What an entry of the kind `erasure` was asked. */
export interface ErasureRequest {
  /** The entry of the audit log that says who asked for it, and why. */
  readonly requested_by: string
  /** The last entry that it is about. */
  readonly up_to: number
}

export type ErasureResult = Readonly<Record<string, never>>

/** What can be erased of all entries so far is to go, and what is read from now on is read without it. */
export const erasure = kindOf<ErasureRequest, ErasureResult>({
  request: objectOf<ErasureRequest>({ requested_by: text, up_to: count }),
  result: objectOf<ErasureResult>({}),
  erases: ({ request }) => request.up_to,
})
