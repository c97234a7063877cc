import { count, listOf, objectOf } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'

/** What an entry of the kind `erasure` was asked. */
export interface ErasureRequest {
  /** Sequences of the entries whose personal data was erased. */
  readonly erased: readonly number[]
}

export type ErasureResult = Readonly<Record<string, never>>

/** Personal data of earlier entries was erased. */
export const erasure = kindOf<ErasureRequest, ErasureResult>({
  request: objectOf<ErasureRequest>({ erased: listOf(count) }),
  result: objectOf<ErasureResult>({}),
})
