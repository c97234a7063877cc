import type { Debit } from '../../src/accounts/accounts.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { type Domain, openDomain } from '../journal/open-domain.ts'

export const debitOf = (parts: Partial<Debit> = {}): Debit => ({
  account: 'a-1',
  amount: '0.04',
  currency: 'USD',
  reference: 'o-9',
  idempotencyKey: null,
  author: 'panel',
  ...parts,
})

/** An account that got 0.04368 USD for order o-1. */
export async function credited(): Promise<Domain & { readonly decision: string }> {
  const domain = await openDomain()
  const { id } = await domain.ask(panelFacts())
  return { ...domain, decision: id }
}
