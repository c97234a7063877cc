import { minorUnit } from '../../money/currencies.ts'
import { child, type DocumentNode } from '../document/document-node.ts'
import { type Fault, type FaultList, placeOf, quote } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import type { Template } from '../model/template.ts'
import { writtenRules } from './written-formulas.ts'

/**
 * Warns of a text that writes out a currency beside an amount where orders may be in several, and, where
 * all orders are in one, of what is said for another.
 */
export function lintLiteralCurrencies(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const { currency } = policy.subject
  if (currency.kind === 'literal') {
    warnOfOthers(policy, { node: child(child(root, 'subject'), 'currency'), only: String(currency.value) }, faults)
    return
  }
  const texts = [
    ...writtenRules(policy, root).map(({ rule, ruling }) => [rule.message, child(ruling, 'message')] as const),
    ...[...policy.messages].map(([reason, text]) => [text, child(child(root, 'messages'), reason)] as const),
  ]
  for (const [words, node] of texts) {
    for (const [language, template] of words) {
      const place = node?.kind === 'map' ? child(node, language) : node
      const written = currencyIn(template, policy)
      if (place !== undefined && written !== undefined) faults.add(place, beside(written), 'warning')
    }
  }
}

function beside(written: string): Fault {
  return {
    code: 'literal_currency',
    message: `The text says ${written}, but an order may be in another currency.`,
    hint: 'Write {currency} instead. If all orders are in one, say so: `subject: { currency: EUR }`.',
  }
}

const signs = /[€$£¥]/u

/** The currency that stands beside an amount: a code behind or before a number or a placeholder, or a sign. */
function currencyIn(template: Template, { money }: Policy): string | undefined {
  const isCurrency = (code: string) => money.scale.has(code) || minorUnit(code) !== undefined
  for (const [index, part] of template.entries()) {
    if (typeof part !== 'string') continue
    const before = template[index - 1] === undefined ? '' : '0'
    const behind = template[index + 1] === undefined ? '' : '0'
    const text = `${before}${part}${behind}`
    const codes = [...text.matchAll(/\d\s*\b([A-Z]{3})\b/gu), ...text.matchAll(/\b([A-Z]{3})\s*\d/gu)]
    const found = codes.map(([, code = '']) => code).find(isCurrency) ?? signs.exec(text)?.[0]
    if (found !== undefined) return found
  }
  return undefined
}

function warnOfOthers(
  { limits, money }: Policy,
  { node, only }: { readonly node: DocumentNode | undefined; readonly only: string },
  faults: FaultList,
): void {
  const others = new Set(
    [...limits.map(({ currency }) => currency), ...money.scale.keys()].filter((one) => one !== only),
  )
  if (node === undefined || others.size === 0) return
  faults.add(
    placeOf(node),
    {
      code: 'literal_currency',
      message: `Every order is in ${quote(only)}, but the policy also speaks of ${[...others].map(quote).join(', ')}.`,
      hint: 'Read the currency from a fact that is from: order, or remove what is said for the others.',
    },
    'warning',
  )
}
