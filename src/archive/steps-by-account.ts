/** Entries of one step: one transaction, where the store has such. */
export const stepSize = 100

/** What there is in its order, cut into steps of one account and at most {@link stepSize} entries. */
export async function* stepsByAccount<Item extends { readonly account: string }>(
  items: Iterable<Item> | AsyncIterable<Item>,
): AsyncGenerator<{ readonly account: string; readonly items: readonly Item[] }> {
  let step: { readonly account: string; readonly items: Item[] } | null = null
  for await (const item of items) {
    if (step !== null && (step.account !== item.account || step.items.length === stepSize)) {
      yield step
      step = null
    }
    step ??= { account: item.account, items: [] }
    step.items.push(item)
  }
  if (step !== null) yield step
}
