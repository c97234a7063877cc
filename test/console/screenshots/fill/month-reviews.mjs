// People at the reviews of a month.

const hourMilliseconds = 3_600_000
const notes = {
  approve: [
    'The supplier confirms it.',
    'Checked with the supplier: it never began.',
    'A loyal customer, and it is due.',
  ],
  deny: ['The counter shows that all was delivered.', 'Asked for again and again without a reason.', 'It still runs.'],
}

/** At the end of a day what came that morning or before is decided; on the last a dozen are left, some of them late. */
export async function workThrough(month, { isLast }) {
  const { domain, clock, drawing } = month
  const now = clock.at
  for (const review of await waiting(domain)) {
    const hours = (now - Date.parse(review.asked_at)) / hourMilliseconds
    const isHard = drawing.chance(0.04)
    if (hours < 7 || (isHard && hours < 90)) continue
    if (isHard && isLast) continue
    await resolve(month, review)
  }
  await domain.reviews.escalateOverdue()
}

async function resolve({ domain, clock, drawing, charges, undelivered }, review) {
  clock.at += 20_000
  const outcome = drawing.chance(0.55) ? 'approve' : 'deny'
  const { resolution } = await domain.reviews.resolve({
    decision: review.decision_id,
    outcome,
    // What settles that an order got more than it may pays nothing.
    amount:
      outcome === 'approve' && review.proposed === null && review.overlap === null ? charges.get(review.order) : null,
    proposed: outcome === 'approve' ? review.proposed : null,
    method: null,
    note: drawing.pick(notes[outcome]),
    reviewer: { author: drawing.pick(['maria', 'maria', 'tom']), isAdmin: true, levels: {} },
  })
  if (resolution?.refund) undelivered.push(review.decision_id)
}

async function waiting({ reviews }) {
  const found = []
  let cursor = null
  do {
    const page = await reviews.list({ status: 'waiting', level: null }, { limit: 200, cursor })
    found.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return found
}
