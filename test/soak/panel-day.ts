/** One message of a panel about an order, as a backend sends it. */
export interface Message {
  readonly facts: {
    readonly order: { readonly id: string; readonly [name: string]: unknown }
    readonly account: { readonly id: string }
  }
  /** How it contradicts what was said first about its order; null where it does not. */
  readonly contradicts: 'account' | 'currency' | 'charge' | null
}

/** What the day must come to, worked out here with whole numbers alone. */
export interface ExpectedOrder {
  readonly id: string
  readonly account: string
  readonly currency: string
  /** Whole number of 10^-11. */
  readonly credited: bigint
}

export interface PanelDay {
  /** In the order of their arrival. */
  readonly messages: readonly Message[]
  readonly orders: readonly ExpectedOrder[]
}

/** Charges have at most so many decimals. */
const chargeDigits = 11
const unit = 10n ** BigInt(chargeDigits)
const scales: Readonly<Record<string, number>> = { USD: 5, EUR: 2, JPY: 0 }

/** Random numbers that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A day of so many orders; each message may come again, and 1 % of the orders are contradicted once. */
export function panelDay(size: { readonly orders: number; readonly accounts: number }, random: () => number): PanelDay {
  const below = (bound: number): number => Math.floor(random() * bound)
  const timed: { readonly at: number; readonly message: Message }[] = []
  const orders: ExpectedOrder[] = []
  for (let index = 0; index < size.orders; index += 1) {
    const placed = placedOrder(index, size.accounts, below)
    const events = eventsOf(placed, below)
    const repeated = events.flatMap((event) => Array.from({ length: 1 + below(2) }, () => event))
    const messages = [{ status: 'pending' }, ...shuffled(repeated, below)].map((event) => placed.message(event))
    if (index % 100 === 50) messages.splice(1 + below(messages.length), 0, placed.contradiction(below(3)))
    // The first message comes first; what else comes when is chance.
    const times = messages.map(() => random()).sort((left, right) => left - right)
    for (const [place, message] of messages.entries()) timed.push({ at: times[place] ?? 0, message })
    orders.push({ ...placed.expected, credited: events.map(placed.entitled).reduce(greater, 0n) })
  }
  return { messages: timed.sort((left, right) => left.at - right.at).map(({ message }) => message), orders }
}

interface Event {
  readonly status: string
  readonly remains?: number | string | null
  readonly canceled_by?: string
  readonly start_blocked_by?: string
}

type Below = (bound: number) => number

function placedOrder(index: number, accounts: number, below: Below) {
  const id = `order-${index}`
  const account = `account-${below(accounts)}`
  const currency = ['USD', 'USD', 'USD', 'EUR', 'JPY'][below(5)] ?? 'USD'
  const quantity = 1 + below(5000)
  const charge = BigInt(1 + below(2 ** 31)) * 10n ** BigInt(below(4))
  const facts = { id, quantity, charge: decimal(charge), currency }
  const message = (
    event: Event,
    other: object = {},
    owner = account,
    contradicts: Message['contradicts'] = null,
  ): Message => ({
    facts: { order: { ...facts, ...event, ...other }, account: { id: owner } },
    contradicts,
  })
  return {
    expected: { id, account, currency },
    message: (event: Event) => message(event),
    entitled: (event: Event) => entitled(event, { charge, quantity, scale: scales[currency] ?? 2 }),
    contradiction: (kind: number): Message => {
      const event: Event = { status: 'partial', remains: quantity }
      if (kind === 0) return message(event, {}, `${account}-other`, 'account')
      if (kind === 1) return message(event, { currency: currency === 'USD' ? 'EUR' : 'USD' }, account, 'currency')
      // A panel that rewrote the charge: nothing is paid by it, and the order is not in a state that pays.
      return message({ status: 'in_progress' }, { charge: decimal(charge + 1n) }, account, 'charge')
    },
    quantity,
  }
}

/** One to three things that a panel reports of an order. */
function eventsOf({ quantity }: { readonly quantity: number }, below: Below): readonly Event[] {
  const event = (): Event => {
    switch (below(10)) {
      case 0:
        return { status: 'in_progress', remains: below(quantity + 1) }
      case 1:
        return { status: 'completed', remains: 0 }
      case 2:
        return { status: 'canceled', canceled_by: below(2) === 0 ? 'system' : 'admin' }
      case 3:
        return { status: 'canceled', canceled_by: 'customer' }
      case 4:
        return { status: 'pending', start_blocked_by: 'technical_issue' }
      case 5:
        return { status: 'partial', remains: [-50, 0, quantity, quantity + 200, null][below(5)] ?? null }
      default:
        return { status: 'partial', remains: String(below(quantity + 1)) }
    }
  }
  return Array.from({ length: 1 + below(3) }, event)
}

/** What an event entitles to, by the shipped policy as a reader understands it. */
function entitled(
  event: Event,
  order: { readonly charge: bigint; readonly quantity: number; readonly scale: number },
): bigint {
  const isWhole =
    event.canceled_by === 'system' || event.canceled_by === 'admin' || event.start_blocked_by !== undefined
  if (isWhole) return order.charge
  if (event.status !== 'partial' || event.remains === null || event.remains === undefined) return 0n
  const remains = BigInt(event.remains)
  const [part, whole] = [remains < 0n ? 0n : remains, BigInt(order.quantity)]
  if (part >= whole) return order.charge
  // charge * part / whole, to the currency's scale, a tie to the even digit.
  const step = 10n ** BigInt(chargeDigits - order.scale)
  const [numerator, denominator] = [order.charge * part, whole * step]
  const [quotient, twice] = [numerator / denominator, (numerator % denominator) * 2n]
  const isUp = twice > denominator || (twice === denominator && quotient % 2n === 1n)
  const rounded = (isUp ? quotient + 1n : quotient) * step
  return rounded > order.charge ? quotient * step : rounded
}

function decimal(amount: bigint): string {
  return `${amount / unit}.${(amount % unit).toString().padStart(chargeDigits, '0')}`
}

/** A decimal text as a whole number of 10^-11. */
export function inUnits(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole) * unit + BigInt(fraction.padEnd(chargeDigits, '0'))
}

function greater(left: bigint, right: bigint): bigint {
  return left > right ? left : right
}

function shuffled<Item>(items: readonly Item[], below: Below): readonly Item[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(last + 1)
    const [here, there] = [result[last], result[other]]
    if (here !== undefined && there !== undefined) [result[last], result[other]] = [there, here]
  }
  return result
}
