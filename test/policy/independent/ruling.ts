// oxlint-disable unicorn/no-thenable -- the key of a rule
import { type Document, type Known, NotKnown, type Result, truthOf, valueOf, type World } from './evaluate.ts'
import { decimal, type Fraction, order, rounded, shown, zero } from './fraction.ts'

interface Then {
  readonly outcome: string
  readonly reason?: string
  readonly refund?: unknown
  readonly method?: unknown
  readonly amounts?: Readonly<Record<string, unknown>>
  readonly review?: { readonly level?: unknown }
}

interface Rule {
  readonly id: string
  readonly clause?: string
  readonly when?: unknown
  readonly then: Then
}

/** The parts of a policy document that decide a refund. */
export interface RefundPolicy extends Document {
  readonly refund_methods: readonly string[]
  readonly outcomes: Readonly<Record<string, string>>
  readonly subject: { readonly charge: string; readonly cap?: string; readonly currency: string }
  readonly review: { readonly levels: readonly string[]; readonly level: string }
  readonly refunds: readonly Rule[]
  readonly default: Then & { readonly clause: string }
}

/** What is decided, ready to be compared. */
export interface Decided {
  readonly outcome: string
  readonly reason: string
  readonly rule: string | null
  readonly clause: string | null
  readonly entitled: string | null
  readonly cappedFrom: string | null
  readonly method: string | null
  readonly amounts: readonly (readonly [string, string])[]
  readonly level: string | null
  readonly missing: readonly string[]
}

/** Which facts a request must give, though it does not: their conditions are true. */
export function missingFacts({ document, ...world }: World): readonly string[] {
  return Object.entries(document.facts)
    .filter(([name, { required_when }]) => {
      if (required_when === undefined || !(world.fact(name) instanceof NotKnown)) return false
      return truthOf(required_when, { document, ...world }) === true
    })
    .map(([name]) => name)
}

/** Decides as the language page says, going down the rules. */
export function decide(policy: RefundPolicy, world: World): Decided {
  const { clause, ...then } = policy.default
  const rules = [...policy.refunds, { id: null, clause, when: true, then }]
  const doubts: NotKnown[] = []
  let allDeny = true
  for (const rule of rules) {
    const truth = truthOf(rule.when, world)
    if (truth === false) continue
    allDeny &&= kindOf(policy, rule.then) === 'deny'
    if (truth !== true) doubts.push(truth)
    else if (doubts.length > 0 && !allDeny) return undecided(policy, world, NotKnown.all(doubts))
    else return settled(policy, world, rule)
  }
  throw new TypeError('the default always applies')
}

function kindOf({ outcomes }: RefundPolicy, { outcome }: Then): string {
  return outcomes[outcome] ?? outcome
}

function undecided(policy: RefundPolicy, world: World, cause: NotKnown): Decided {
  return {
    outcome: 'review',
    reason: cause.failed ? 'calculation_fault' : 'missing_fact',
    rule: null,
    clause: null,
    entitled: null,
    cappedFrom: null,
    method: null,
    amounts: [],
    level: policyLevel(policy, world, zero),
    missing: [...cause.facts].sort(),
  }
}

/** The policy's level; the highest where its formula cannot say. */
function policyLevel({ review }: RefundPolicy, world: World, refund: Fraction): string {
  const level = choice(review.level, review.levels, { ...world, refund })
  return level instanceof NotKnown ? String(review.levels.at(-1)) : level
}

/** A declared name as it stands, anything else as a formula that yields one. */
function choice(written: unknown, declared: readonly string[], world: World): string | NotKnown {
  if (declared.includes(String(written))) return String(written)
  const found = valueOf(written, world)
  if (found instanceof NotKnown) return found
  return typeof found === 'string' && declared.includes(found) ? found : new NotKnown([], true)
}

interface Money {
  readonly charge: Fraction | NotKnown
  readonly cap: Fraction | NotKnown
  readonly digits: number | NotKnown
}

const isoDigits: Readonly<Record<string, number>> = { EUR: 2, USD: 2, JPY: 0 }

function moneyOf({ subject, money }: RefundPolicy, world: World): Money {
  const number = (formula: string): Fraction | NotKnown => valueOf(formula, world) as Fraction | NotKnown
  const currency = /^[A-Z]{3}$/.test(subject.currency) ? subject.currency : valueOf(subject.currency, world)
  const digits = (code: string): number | NotKnown => money?.scale?.[code] ?? isoDigits[code] ?? new NotKnown([], true)
  return {
    charge: number(subject.charge),
    cap: number(subject.cap ?? subject.charge),
    digits: currency instanceof NotKnown ? currency : digits(currency as string),
  }
}

interface Due {
  readonly entitled: Fraction
  readonly cappedFrom: Fraction | null
}

function dueOf(exact: Fraction, { charge, cap, digits }: Money, way: string): Due | NotKnown {
  const isBelow = (amount: Fraction | NotKnown): boolean => !(amount instanceof NotKnown) && order(amount, zero) < 0
  if (isBelow(charge) || isBelow(cap)) return new NotKnown([], true)
  const isNothing = order(exact, zero) <= 0 || (!(cap instanceof NotKnown) && cap.top === 0n)
  if (isNothing) return { entitled: zero, cappedFrom: null }
  if (charge instanceof NotKnown || cap instanceof NotKnown || digits instanceof NotKnown) {
    return NotKnown.all([charge, cap, digits].filter((one) => one instanceof NotKnown))
  }
  const amount = rounded(exact, digits, way)
  return dueWithin(exact, { amount, charge, cap: payable(cap, charge, digits, way), digits })
}

/** A cap of its own has no finer decimals than the currency or the charge. */
function payable(cap: Fraction, charge: Fraction, digits: number, way: string): Fraction {
  let finest = digits
  while (finest < 60 && order(rounded(charge, finest, 'down'), charge) !== 0) finest += 1
  return rounded(cap, finest, way)
}

interface KnownMoney {
  readonly amount: Fraction
  readonly charge: Fraction
  readonly cap: Fraction
  readonly digits: number
}

function dueWithin(exact: Fraction, { amount, charge, cap, digits }: KnownMoney): Due {
  // The charge, or the cap, goes back exactly, with all its decimals.
  if (order(exact, charge) === 0 && order(charge, cap) <= 0) return { entitled: charge, cappedFrom: null }
  if (order(exact, cap) >= 0) return { entitled: cap, cappedFrom: order(amount, cap) > 0 ? amount : null }
  const whole = order(exact, charge) < 0 && order(charge, cap) <= 0 ? charge : cap
  return { entitled: order(amount, whole) > 0 ? rounded(exact, digits, 'down') : amount, cappedFrom: null }
}

type Candidate = Omit<Rule, 'id'> & { readonly id: string | null }

/** What a rule that applies comes to: amount and method first, then the level, then the named amounts. */
function settled(policy: RefundPolicy, world: World, rule: Candidate): Decided {
  const { then } = rule
  const kind = kindOf(policy, then)
  const money = moneyOf(policy, world)
  const way = policy.money?.rounding ?? 'half_even'
  const pays = kind !== 'deny' && then.refund !== undefined
  const exact = pays ? (valueOf(then.refund, world) as Fraction | NotKnown) : zero
  const asksMethod = pays || (kind === 'review' && then.method !== undefined)
  const method = asksMethod ? choice(then.method ?? policy.refund_methods[0], policy.refund_methods, world) : null
  const open = [exact, method].filter((one) => one instanceof NotKnown)
  if (open.length > 0) return undecided(policy, world, NotKnown.all(open))
  const due = pays ? dueOf(exact as Fraction, money, way) : null
  if (due instanceof NotKnown && (kind === 'approve' || due.failed)) return undecided(policy, world, due)
  const level = kind === 'review' ? levelOf(policy, world, then, due) : null
  if (level instanceof NotKnown) return undecided(policy, world, level)
  const amounts = amountsOf(policy, world, { then, money, kind })
  if (amounts instanceof NotKnown) return undecided(policy, world, amounts)
  const known = due instanceof NotKnown ? null : due
  const isNothing = kind === 'approve' && known !== null && known.entitled.top === 0n
  const isGiven = kind === 'approve' || known !== null
  const entitled = kind === 'deny' || isNothing || !isGiven ? null : shown(known?.entitled ?? zero)
  return {
    outcome: isNothing ? 'deny' : then.outcome,
    reason: isNothing ? 'nothing_to_refund' : (then.reason ?? String(rule.id).replaceAll('-', '_')),
    rule: rule.id,
    clause: rule.clause ?? null,
    entitled,
    cappedFrom: isNothing || known === null || known.cappedFrom === null ? null : shown(known.cappedFrom),
    method: isNothing ? null : (method as string | null),
    amounts,
    level,
    missing: [],
  }
}

function levelOf(policy: RefundPolicy, world: World, { review }: Then, due: Due | NotKnown | null): string | NotKnown {
  const proposed = due === null ? zero : due instanceof NotKnown ? undefined : due.entitled
  if (review?.level === undefined) return policyLevel(policy, world, proposed ?? zero)
  const level = choice(review.level, policy.review.levels, { ...world, refund: proposed })
  const isForWantOfRefund = level instanceof NotKnown && level.facts.size === 0 && !level.failed
  return isForWantOfRefund && due instanceof NotKnown ? due : level
}

/** Each rounded on its own; a person can review without the currency: then none is shown. */
function amountsOf(
  policy: RefundPolicy,
  world: World,
  { then, money, kind }: { readonly then: Then; readonly money: Money; readonly kind: string },
): Decided['amounts'] | NotKnown {
  const named = Object.entries(then.amounts ?? {})
  const { digits } = money
  if (kind === 'review' && digits instanceof NotKnown && !digits.failed) return []
  const found = named.map(([name, formula]) => [name, valueOf(formula, world) as Fraction | NotKnown] as const)
  const open = found.flatMap(([, amount]) => [amount, digits]).filter((one) => one instanceof NotKnown)
  if (open.length > 0) return NotKnown.all(open)
  const way = policy.money?.rounding ?? 'half_even'
  return found.map(([name, amount]) => [name, shown(rounded(amount as Fraction, digits as number, way))])
}

/** The facts of a request, nested as it sends them, and the defaults of the policy. */
export function worldOf(document: RefundPolicy, request: Readonly<Record<string, unknown>>, now: number): World {
  const fact = (name: string): Result => {
    const { type, default: absent } = document.facts[name] ?? { type: 'string' }
    const given = name.split('.').reduce<unknown>((within, key) => (within as Record<string, unknown>)?.[key], request)
    const value = given ?? absent
    return value === undefined ? new NotKnown([name]) : read(type, value)
  }
  return { document, fact, now }
}

function read(type: string, value: unknown): Known {
  switch (type) {
    case 'integer':
    case 'decimal':
      return decimal(String(value))
    case 'boolean':
      return value === true
    case 'timestamp':
      return { instant: Date.parse(String(value)) }
    case 'date':
      return { day: String(value) }
    default:
      return String(value)
  }
}
