import { type Fault, quote } from './fault-list.ts'

/** Words of the formula language. */
const words: ReadonlySet<string> = new Set(['now', 'true', 'false', 'null', 'and', 'or', 'not', 'refund'])
/** What every JavaScript object inherits. */
const inherited: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/** Why a well-formed name may not be a fact or derived value; null where it may. */
export function nameFault(name: string): Fault | null {
  if (words.has(name)) {
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
