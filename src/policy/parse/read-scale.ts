import { type DocumentNode, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'

/** A number of digits after the point; undefined, with a fault where it is whole but written otherwise, for anything else. */
export function readScale(node: DocumentNode | undefined, faults: FaultList): number | undefined {
  const digits = textOf(node)
  if (node === undefined || digits === undefined) return undefined
  if (/^\d{1,2}$/.test(digits)) return Number(digits)
  // Whole for YAML, but written as 2.0, 0x2 or 2e0: never taken for the usual scale.
  if (Number.isInteger(Number(digits))) {
    faults.add(node, {
      code: 'wrong_value',
      message: `${quote(digits)} is not a number of digits.`,
      hint: 'Write a whole number from 0 to 18 in plain digits: 5.',
    })
  }
  return undefined
}
