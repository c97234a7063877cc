import { Problem } from '../../problems/problem.ts'
import { keyFault } from '../storable-key.ts'

/** The key itself where a column can hold it exactly; otherwise a Problem `invalid_request`. */
export function storable(key: string): string {
  const fault = keyFault(key)
  if (fault !== undefined) throw new Problem('invalid_request', `Not a usable id: ${fault}.`)
  return key
}
