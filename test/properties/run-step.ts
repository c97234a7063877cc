import type { DecidedRefund } from '../../src/decisions/decisions.ts'
import { creditOf, decisionOfCredit } from '../../src/journal/evolve.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { type Domain, noticeOf, problemOf } from '../journal/open-domain.ts'
import { accounts, type DecideStep, ownerOf, type Step } from './steps.ts'
import { texts } from './texts.ts'

const hour = 3600_000
const page = { limit: 100, cursor: null }

/** A request that was answered, to be sent again. */
interface Answered {
  readonly request: Parameters<Domain['decisions']['decide']>[0]
  readonly answer: DecidedRefund
}

/** What the test remembers of a sequence. */
export interface Memory {
  readonly answered: Answered[]
  /** How often each problem was met, and each kind of retry answered. */
  readonly happened: Map<string, number>
}

/** Problems that such steps may rightly meet; anything else is a fault. */
export const expectedProblems: ReadonlySet<string> = new Set([
  'order_conflict',
  'order_not_found',
  'correction_refused',
  'account_not_found',
  'insufficient_balance',
  'idempotency_key_reused',
  'review_already_resolved',
  'review_not_ready',
  'refund_too_large',
  'invalid_request',
  'dispute_conflict',
  'delivery_conflict',
  'debit_conflict',
  'credit_conflict',
  'charge_conflict',
  'charge_not_known',
  'review_waits',
  'review_level_too_low',
  'proposal_changed',
])

export function countOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Does one step as one process would; problems that the rules foresee are part of it. */
export async function runStep(domain: Domain, step: Step, memory: Memory): Promise<void> {
  try {
    await perform(domain, step, memory)
  } catch (error) {
    const problem = await problemOf(Promise.reject(error))
    if (!expectedProblems.has(problem.code)) throw error
    countOne(memory.happened, problem.code)
  }
}

async function perform(domain: Domain, step: Step, memory: Memory): Promise<void> {
  const { accounts: balances, clock, disputes, orders, reviews } = domain
  const author = 'panel'
  switch (step.kind) {
    case 'decide':
      return decide(domain, step, memory)
    case 'retry':
      return retry(domain, step, memory)
    case 'register':
      await orders.register({ policy: 'smm-panel', order: step.order, facts: factsOf(step), author })
      return
    case 'correct':
      await orders.correct({
        policy: 'smm-panel',
        order: step.order,
        facts: { order: step.facts },
        reason: 'x',
        author,
      })
      return
    case 'charge': {
      const { order, amount, reference } = step
      const said = { policy: 'smm-panel', currency: 'USD', fact: 'order.charge', facts: null, reason: null, author }
      await orders.addCharge({ ...said, order, amount, reference })
      return
    }
    case 'elsewhere': {
      const { order, part, amount, reference, isTakenBack: taken_back } = step
      const said = { policy: 'smm-panel', currency: 'USD', method: 'card', reason: 'x', author }
      await orders.creditElsewhere({
        ...said,
        order,
        part,
        account: ownerOf[order] ?? '',
        amount,
        reference,
        taken_back,
      })
      return
    }
    case 'resolve':
      return resolve(domain, step)
    case 'reopen': {
      const decision = await anyDecision(domain, step.pick)
      if (decision !== null) await reviews.reopen({ decision, reason: 'x', author })
      return
    }
    case 'extend': {
      const decision = await waitingReview(domain, step.pick)
      const dueBy = formatInstant(clock.now() + step.hours * hour)
      if (decision !== null) await reviews.extend({ decision, dueBy, reason: 'x', author })
      return
    }
    case 'escalate':
      await reviews.escalateOverdue()
      return
    case 'debit': {
      const { account, amount, reference, key } = step
      await balances.debit({ account, amount, currency: 'USD', reference, idempotencyKey: key, author })
      return
    }
    case 'adjust': {
      const { amount, key, part } = step
      const account = step.order === null ? step.account : (ownerOf[step.order] ?? step.account)
      const order = step.order === null ? null : { policy: 'smm-panel', id: step.order, part }
      await balances.adjust({ account, amount, currency: 'USD', order, reason: 'x', idempotencyKey: key, author })
      return
    }
    case 'deliver': {
      const decision = await creditedDecision(domain, step.pick)
      if (decision === null) return
      await balances.recordDelivery({ decision, status: step.status, reference: step.reference, author })
      return
    }
    case 'dispute':
      await domain.report({
        ...noticeOf(),
        account: step.account,
        order: step.order,
        part: step.order === null ? null : step.part,
        kind: step.disputeKind,
        providerId: step.providerId,
        amount: step.amount,
        paymentReference: step.payment,
        openedAt: formatInstant(clock.now()),
        supportContactedAt: step.isContacted ? formatInstant(clock.now() - hour) : null,
        respondBy: deadlineAt(clock.now(), step.days),
      })
      return
    case 'close': {
      const dispute = await anyDispute(domain, step.pick)
      const { outcome, chargedBack } = step
      if (dispute !== null) await disputes.close({ dispute, outcome, chargedBack, author })
      return
    }
    case 'reopen-dispute': {
      const dispute = await anyDispute(domain, step.pick)
      if (dispute !== null) await disputes.reopen({ dispute, respondBy: deadlineAt(clock.now(), step.days), author })
      return
    }
    case 'lift':
      await balances.liftStanding({ account: step.account, standing: step.standing, reason: 'x', author })
      return
    case 'pause':
      return domain.setPaused(step.paused)
    case 'publish':
      return domain.publish(texts[step.text])
    case 'wait':
    case 'jump':
      clock.advance(step.hours * hour)
  }
}

function factsOf({ order, facts, isStranger }: { order: string; facts: object; isStranger: boolean }): object {
  return { order: { ...facts, id: order }, account: { id: isStranger ? 'a-3' : ownerOf[order] } }
}

async function decide(domain: Domain, step: DecideStep, memory: Memory): Promise<void> {
  const { order, claim, account } = step.facts
  const id = step.isStranger ? 'a-3' : ownerOf[step.order]
  const facts = { order: { ...order, id: step.order }, claim, account: { ...account, id } }
  const request = { policy: 'smm-panel', facts, idempotencyKey: step.key, author: 'panel' }
  const answer = await domain.decisions.decide(request)
  const stored = await domain.decisions.find(answer.decision.id, { facts: false, trace: false })
  // A rival may have resolved or superseded it since: its own actions come first.
  const { resolution: _, superseded_by: __, ...found } = stored
  const own = { ...found, actions: found.actions.slice(0, answer.decision.actions.length) }
  assertSame(own, answer.decision, 'a decision is found otherwise than it was answered')
  memory.answered.push({ request, answer })
}

/** The same request with a key gives the same answer again; another one under that key is refused. */
async function retry(domain: Domain, step: Step & { kind: 'retry' }, memory: Memory): Promise<void> {
  const keyed = memory.answered.filter(({ request }) => request.idempotencyKey !== null)
  const earlier = keyed[step.pick % Math.max(1, keyed.length)]
  if (earlier === undefined) return
  if (!step.isAltered) {
    const again = await domain.decisions.decide(earlier.request)
    assertSame(again, { decision: earlier.answer.decision, replayed: true }, 'a retry is answered otherwise')
    countOne(memory.happened, 'retry')
    return
  }
  const facts = { ...(earlier.request.facts as object), claim: { reason: 'other' } }
  const problem = await problemOf(domain.decisions.decide({ ...earlier.request, facts }))
  assertSame(problem.code, 'idempotency_key_reused', 'another request under a used key')
  countOne(memory.happened, 'altered retry')
}

/** A reviewer signs with the name of the level, so that the entries say how far the word went. */
async function resolve(domain: Domain, step: Step & { kind: 'resolve' }): Promise<void> {
  const { outcome, amount, level, shown } = step
  const decision = await waitingReview(domain, step.pick)
  if (decision === null) return
  const proposed = shown === 'none' ? null : shown === 'wrong' ? '77' : (await domain.reviews.find(decision)).proposed
  const reviewer = { author: level, isAdmin: level === 'admin', levels: { 'smm-panel': level } }
  await domain.reviews.resolve({ decision, outcome, amount, proposed, method: null, note: 'looked at', reviewer })
}

function deadlineAt(now: number, days: number | null): string | null {
  return days === null ? null : formatInstant(now + days * 24 * hour)
}

async function anyDispute({ disputes }: Domain, pick: number): Promise<string | null> {
  const { items } = await disputes.list({}, { by: pick % 2 === 0 ? 'respond_by' : 'newest', ...page })
  return items[pick % Math.max(1, items.length)]?.id ?? null
}

async function anyDecision({ decisions }: Domain, pick: number): Promise<string | null> {
  const { items } = await decisions.list({}, page)
  return items[pick % Math.max(1, items.length)]?.id ?? null
}

async function waitingReview({ reviews }: Domain, pick: number): Promise<string | null> {
  const { items } = await reviews.list({ status: 'waiting', level: null }, page)
  return items[pick % Math.max(1, items.length)]?.decision_id ?? null
}

/** The decision of any entry that ever credited. */
async function creditedDecision({ storage }: Domain, pick: number): Promise<string | null> {
  const streams = await Promise.all(accounts.map((account) => storage.stream(account, 0, 1000)))
  const credits = streams.flat().filter((entry) => creditOf(entry) !== null)
  const credit = credits[pick % Math.max(1, credits.length)]
  return credit === undefined ? null : decisionOfCredit(credit)
}

function assertSame(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${what}: ${left} is not ${right}`)
}

/** The store as a slower process sees it: each call waits for so many turns of the event loop's microtasks first. */
export function delayed(storage: Storage, delays: readonly number[]): Storage {
  let calls = 0
  const methods = Object.entries(storage).map(([name, method]) => [
    name,
    async (...parameters: unknown[]): Promise<unknown> => {
      const turns = delays[calls++ % delays.length] ?? 0
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      return (method as (...given: unknown[]) => Promise<unknown>)(...parameters)
    },
  ])
  return Object.fromEntries(methods) as Storage
}
