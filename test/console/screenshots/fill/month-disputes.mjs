// Payments that customers dispute with their banks, and how that ends.

const hourMilliseconds = 3_600_000
/** How long a bank waits, by kind; now and then it does not say. */
const daysToAnswer = { inquiry: 5, chargeback: 7, arbitration: 5 }
const kinds = ['chargeback', 'chargeback', 'inquiry', 'chargeback', 'arbitration']

/** Reports a dispute on most days, about an order of some days before. */
export async function reportSome(month, day) {
  const { domain, clock, drawing, policy, disputable, reported } = month
  if (day < 3 || drawing.chance(0.35)) return
  const { facts } = disputable.splice(drawing.below(disputable.length - 4), 1)[0]
  clock.at += 60_000
  const kind = kinds[reported % kinds.length]
  const openedAt = clock.at - hourMilliseconds * (3 + drawing.below(40))
  const { dispute } = await domain.disputes.report({
    policy,
    account: facts.account.id,
    providerId: `dp_${88_410 + reported}`,
    kind,
    paymentReference: `pay_${20_417 + reported * 37}`,
    order: facts.order.id,
    part: null,
    amount: facts.order.charge,
    currency: facts.order.currency,
    openedAt: new Date(openedAt).toISOString(),
    supportContactedAt: drawing.chance(0.3) ? new Date(openedAt - 20 * hourMilliseconds).toISOString() : null,
    respondBy:
      reported % 6 === 4 ? null : new Date(openedAt + daysToAnswer[kind] * 24 * hourMilliseconds).toISOString(),
    facts: {},
    author: 'backend',
  })
  month.reported += 1
  month.disputes.push({ id: dispute.id, day })
}

/** Notes the end of those that are a week old. */
export async function closeSome({ domain, clock, drawing, disputes }, day) {
  while (disputes.length > 0 && disputes[0].day <= day - 7) {
    clock.at += 60_000
    const { id } = disputes.shift()
    const outcome = drawing.pick(['won', 'won', 'lost', 'withdrawn'])
    await domain.disputes.close({ dispute: id, outcome, chargedBack: null, author: 'maria' })
  }
}
