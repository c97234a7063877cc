import { type NumberTerm, product, quotient } from './number-terms.ts'
import { and, equal, implies } from './smt-term.ts'
import type { Translation } from './translation.ts'

/** The amount's share that a part has of a whole; without a result where the whole is not above zero. */
export function translateProration(
  translation: Translation,
  amount: NumberTerm,
  part: NumberTerm,
  whole: NumberTerm,
): NumberTerm & { readonly defined: string } {
  const { script } = translation
  const defined = `(> ${whole.value} 0.0)`
  const value = script.define(
    'Real',
    `(ite (< ${part.value} 0.0) 0.0 (ite (> ${part.value} ${whole.value}) ${whole.value} ${part.value}))`,
  )
  const share = quotient(translation, { value, choices: null }, whole)
  script.assertAbout(share.value, implies(defined, and(`(>= ${share.value} 0.0)`, `(<= ${share.value} 1.0)`)))
  script.assertAbout(share.value, implies(and(defined, equal(value, whole.value)), equal(share.value, '1.0')))
  return { ...product(translation, amount, share), defined }
}
