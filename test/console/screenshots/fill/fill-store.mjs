// A month at a panel in one store: versions, decisions, deliveries, people at their reviews, disputes. The use cases run in this
// process, on a clock that goes quickly. The same for the same number: all is drawn by a generator with a fixed seed.

import { noteVerification } from '../../../../dist/audit/verifications.js'
import { createDomain } from '../../../../dist/domain.js'
import { feedWaiting } from '../../../../dist/journal/feed.js'
import { verifyStore } from '../../../../dist/maintenance/verify-store.js'
import { createCompiledEvaluator } from '../../../../dist/policy/evaluate/compiled.js'
import { openStorage } from '../../../../dist/storage/open/open-storage.js'
import { shippedPolicy } from '../../../soak/dist-domain.mjs'
import { createDrawing } from './drawing.mjs'
import { closeSome, reportSome } from './month-disputes.mjs'
import { fillOffice } from './month-office.mjs'
import { workThrough } from './month-reviews.mjs'
import { panelRequest } from './panel-requests.mjs'

/** Decided at the same time, as by a service. */
const together = 250
const feedBatch = 500
const days = 30
const dayMilliseconds = 86_400_000
const policy = 'smm-panel'

/** What is published on which of the days, counted from the first, and by whom. */
const changes = [
  [9, 'due: 72 h', 'due: 96 h', 'anna', 'More time for reviewers over the holidays'],
  [16, 'target: 24 h', 'target: 12 h', 'jonas', 'First looks within half a day'],
  [
    23,
    'Is something unclear? Our support',
    'Is something unclear? Our support team',
    'anna',
    'Friendlier words for clause 10',
  ],
]

/** Stores so many decisions of the last 30 days and what became of them; nothing is left to do when it resolves. */
export async function fillStore(storeUrl, decisions) {
  const end = Date.now()
  const clock = { at: end - days * dayMilliseconds, now: () => clock.at }
  const storage = await openStorage(storeUrl)
  const domain = createDomain({ storage, clock, createEvaluator: createCompiledEvaluator })
  const month = {
    domain,
    clock,
    drawing: createDrawing(7),
    policy,
    undelivered: [],
    disputable: [],
    disputes: [],
    reported: 0,
    charges: new Map(),
  }
  let text = await shippedPolicy()
  const publish = (reason, author) => domain.policies.publish({ name: policy, text, reason, author, expected: 'any' })
  await publish('As it ships with the service', 'anna')
  await fillOffice(month)
  const untilDay = sharesByDay(month.drawing)
  let number = 0
  for (let day = 0; day < days; day += 1) {
    const change = changes.find(([on]) => on === day)
    if (change !== undefined) {
      text = text.replace(change[1], change[2])
      await publish(change[4], change[3])
    }
    const until = Math.round(decisions * untilDay[day])
    number = await decideDay(month, { start: end - (days - day) * dayMilliseconds, number, until })
    await workThrough(month, { isLast: day === days - 1 })
    await reportSome(month, day)
    await closeSome(month, day)
    await feedWaiting(storage, feedBatch, new AbortController().signal)
  }
  const { feed_numbers, entries, faults } = await verifyStore({ storage, ...domain }, { account: null })
  await noteVerification(domain.audit, 'nightly', { up_to: feed_numbers, entries, faults: faults.length })
  await storage.close()
}

/** Which share of all came by the end of each day: fewer at the end of a week, a little more every day. */
function sharesByDay({ draw }) {
  const sizes = Array.from({ length: days }, (_, day) => {
    const weekend = [5, 6].includes(day % 7) ? 0.68 : 1.08
    return weekend * (0.86 + 0.009 * day) * (0.92 + draw() * 0.16)
  })
  const sum = (list) => list.reduce((all, size) => all + size, 0)
  return sizes.map((_, day) => sum(sizes.slice(0, day + 1)) / sum(sizes))
}

/** Decides what comes in a day, most of it by daylight, and delivers what it credits; resolves to the next number. */
async function decideDay(month, { start, number, until }) {
  const { domain, clock, drawing } = month
  const groups = Math.max(1, Math.ceil((until - number) / together))
  for (let group = 0; group < groups; group += 1) {
    clock.at = start + Math.floor(((group + 0.4) / groups) * dayMilliseconds)
    const first = number + group * together
    const requests = Array.from({ length: Math.min(together, until - first) }, (_, place) =>
      panelRequest(first + place, clock.at, drawing),
    )
    const decided = await Promise.all(
      requests.map(({ facts, idempotency_key: idempotencyKey }) =>
        domain.decisions.decide({ policy, facts, idempotencyKey, author: 'backend' }),
      ),
    )
    await deliver(month, decided)
    for (const { facts } of requests) month.charges.set(facts.order.id, facts.order.charge)
    month.disputable.push(requests[0], requests.at(-1))
  }
  return until
}

/** The panel books what was credited; its bookkeeping is a few behind. */
async function deliver({ domain, undelivered }, decided) {
  undelivered.push(
    ...decided.filter(({ decision }) => Number(decision.refund?.amount ?? 0) > 0).map(({ decision }) => decision.id),
  )
  const ready = undelivered.splice(0, Math.max(0, undelivered.length - 6))
  await Promise.all(
    ready.map((decision) =>
      domain.accounts.recordDelivery({
        decision,
        status: 'delivered',
        reference: `tx-${decision.slice(-10)}`,
        author: 'backend',
      }),
    ),
  )
}
