import { type Fault, quote } from '../document/fault-list.ts'
import { isReservedName } from '../expression/reserved-name.ts'

/** What every JavaScript object inherits. */
const inherited: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/** Why a well-formed name may not be a fact or derived value; null where it may. */
export function nameFault(name: string): Fault | null {
  if (isReservedName(name) || name === 'null') {
    return {
      code: 'reserved_name',
      message: `${quote(name)} has a meaning of its own in formulas.`,
      hint: 'Choose another name, for example with a prefix: order.refund.',
    }
  }
  const segment = name.split('.').find((part) => inherited.has(part))
  if (segment === undefined) return null
  return {
    code: 'reserved_name',
    message: `${quote(segment)} is a name that JavaScript objects inherit.`,
    hint: 'Choose another name.',
  }
}
