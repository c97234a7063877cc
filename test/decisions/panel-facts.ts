/** Facts of a panel's order, nested as a backend sends them; groups are merged over a partial order of 1000. */
export function panelFacts(
  parts: { readonly order?: object; readonly claim?: object; readonly account?: object } = {},
): { order: object; claim: object; account: object } {
  return {
    order: {
      id: 'o-1',
      status: 'partial',
      quantity: 1000,
      remains: '157',
      charge: '0.27819',
      currency: 'USD',
      ...parts.order,
    },
    claim: { reason: 'none', ...parts.claim },
    account: { id: 'a-1', ...parts.account },
  }
}
