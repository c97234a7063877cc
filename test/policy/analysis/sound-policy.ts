import { sequence } from './random-edit.ts'

/** One thing that an order may be, and the ways to say that it is so. */
interface Choice {
  readonly ways: readonly string[]
}

/** A question about an order with answers that exclude one another; any two questions are independent. */
interface Axis {
  readonly choices: readonly Choice[]
  /** Whether an order may be none of these. */
  readonly isOpen?: true
  readonly facts?: readonly string[]
  readonly derived?: readonly string[]
  readonly conditions?: readonly string[]
  /** What stands beside the sections that others have, too. */
  readonly settings?: string
}

type Draw = <Item>(items: readonly [Item, ...Item[]]) => Item
type Cell = readonly number[]

/**
 * A policy text without fault, another one for each seed: every rule has orders of its own that no rule above takes, every part of a
 * condition can hold, and no amount is below nothing or above what was paid. It varies in enums, bounds, tiers, tables, caps,
 * derived values, calendars, working days, optional facts, history, named conditions, and dispute rules.
 */
export function soundPolicy(seed: number): string {
  const next = sequence(seed * 7919 + 17)
  for (let skipped = 0; skipped < 5; skipped += 1) next()
  const draw: Draw = (items) => items[Math.floor(next() * items.length)] ?? items[0]
  const upTo = (most: number): number => Math.floor(next() * most)
  const axes = drawAxes(draw, upTo)
  const rules = drawRules(axes, { draw, upTo, next })
  const zone = draw(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])
  const cap = draw(['', '', ', cap: "percent(order.paid, 90)"', ', cap: "max(order.paid - order.fee, 0)"'])
  const money = draw(['half_even', 'half_up', 'down'])
  return `name: sound-${seed}
title: Refunds
languages: [en]
time_zone: ${zone}
${axes.map(({ settings = '' }) => settings).join('')}money: { rounding: ${money} }
refund_methods: [card]
subject: { order: order.id, account: customer.id, charge: order.paid, currency: order.currency, claim: claim.reason${cap} }
constants:
  share: ${10 * (1 + upTo(10))}
  flat: ${1 + upTo(20)}
clauses:
  - { id: "1", title: Rules, text: These are the rules. }
facts:
  order.id: { type: string }
  customer.id: { type: string }
  order.paid: { type: decimal, from: order, minimum: 0 }
  order.fee: { type: decimal, from: order, default: 0, minimum: 0 }
  order.currency: { type: string, from: order }
  order.count: { type: integer, from: order, minimum: 1 }
  order.left: { type: integer, minimum: 0 }
  order.weight: { type: decimal, optional: true, minimum: 0 }
  claim.reason: { type: enum, values: [none, broken, late, other], default: none }
${lines(axes.flatMap(({ facts = [] }) => facts))}${disputeFacts}${section('derived', [`kept: "percent(order.paid, ${upTo(100)})"`, ...axes.flatMap(({ derived = [] }) => derived)])}${section(
  'conditions',
  axes.flatMap(({ conditions = [] }) => conditions),
)}tables:
  steps: { rows: [{ up_to: ${1 + upTo(5)}, value: 100 }, { up_to: ${8 + upTo(20)}, value: ${40 + upTo(60)} }], otherwise: ${upTo(40)} }
  reasons: { none: ${upTo(101)}, broken: 100, late: ${upTo(101)}, other: ${upTo(101)} }
refunds:
${lines(rules)}disputes:
${lines(drawDisputes(draw, upTo))}default: { clause: "1", outcome: deny, reason: not_refundable, message: No. }
`
}

const disputeFacts = `  dispute.kind: { type: enum, values: [inquiry, chargeback] }
  dispute.amount: { type: decimal, minimum: 0 }
`

function lines(texts: readonly string[]): string {
  return texts.map((text) => `  ${text}\n`).join('')
}

function section(name: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `${name}:\n${lines(texts)}`
}

/** Two to four questions: the reason of the claim, and others. */
function drawAxes(draw: Draw, upTo: (most: number) => number): readonly Axis[] {
  const edge = 3 + upTo(40)
  const far = edge + 1 + upTo(60)
  const reasons: Axis = {
    isOpen: true,
    choices: ['broken', 'late', 'other'].map((reason) => ({
      ways: [`claim.reason == '${reason}'`, `{ fact: claim.reason, operator: equal, value: ${reason} }`],
    })),
  }
  const kinds: Axis = {
    facts: ['order.kind: { type: enum, values: [book, food, game, seat] }'],
    choices: [
      { ways: ["order.kind in ['book', 'game']", '{ fact: order.kind, operator: in, value: [book, game] }'] },
      { ways: ["order.kind == 'food'"] },
      { ways: ["order.kind == 'seat'", "not (order.kind != 'seat')"] },
    ],
  }
  const times: readonly [Axis, ...Axis[]] = [
    {
      facts: ['order.days: { type: integer, minimum: 0 }'],
      derived: ['age: order.days + 1'],
      choices: [
        { ways: [`order.days <= ${edge}`, `age < ${edge + 2}`, `order.days < ${edge + 1}`] },
        { ways: [`order.days > ${edge} and order.days <= ${far}`] },
        { ways: [`order.days > ${far}`, `{ not: "age <= ${far + 1}" }`] },
      ],
    },
    {
      facts: ['order.bought_at: { type: timestamp, from: order }'],
      derived: [`ends: add_days(order.bought_at, ${edge})`],
      choices: [{ ways: ['now <= ends'] }, { ways: ['now > ends', 'not (now <= ends)'] }],
    },
    {
      facts: ['order.starts_at: { type: timestamp, from: order }'],
      derived: ['before: days_between(now, order.starts_at)'],
      choices: [
        { ways: [`before >= ${far}`] },
        { ways: [`before < ${far} and before >= ${edge}`] },
        { ways: [`before < ${edge}`] },
      ],
    },
    {
      facts: ['order.bought_at: { type: timestamp, from: order }'],
      derived: [`ends: add_months(order.bought_at, ${1 + upTo(6)})`],
      choices: [{ ways: ['now < ends'] }, { ways: ['now >= ends'] }],
    },
    {
      facts: ['order.day: { type: date, from: order }'],
      derived: ['age: calendar_days_between(order.day, now)'],
      choices: [{ ways: [`age <= ${edge}`] }, { ways: [`age > ${edge}`] }],
    },
    {
      settings: 'working_days: { holidays: [2026-04-03, 2026-04-06, 2026-12-25], known_until: 9999-12-31 }\n',
      facts: ['order.day: { type: date, from: order }'],
      derived: ['worked: working_days_between(order.day, now)'],
      choices: [
        { ways: [`worked <= ${edge}`, `not (worked > ${edge})`] },
        { ways: [`worked > ${edge} and is_working_day(now)`] },
        { ways: [`worked > ${edge} and not is_working_day(now)`] },
      ],
    },
    {
      settings: 'working_days: { weekdays: [monday, tuesday, saturday] }\n',
      facts: ['order.bought_at: { type: timestamp, from: order }'],
      derived: [`ends: add_working_days(order.bought_at, ${1 + upTo(10)})`],
      choices: [{ ways: ['now < ends'] }, { ways: ['now >= ends'] }],
    },
  ]
  const others: readonly [Axis, ...Axis[]] = [
    {
      facts: ['order.opened: { type: boolean, default: false }'],
      conditions: ['untouched: not order.opened'],
      choices: [
        { ways: ['order.opened', '{ fact: order.opened, operator: equal, value: true }'] },
        { ways: ['condition(untouched)', '{ condition: untouched }', 'order.opened == false'] },
      ],
    },
    {
      isOpen: true,
      facts: [
        `history.claims: { type: integer, from: history, count: { entries: claims, of: account, within: 30 days } }`,
      ],
      choices: [{ ways: [`history.claims >= ${2 + upTo(9)}`] }],
    },
    {
      isOpen: true,
      facts: [
        'history.claimed: { type: integer, from: history, count: { entries: claims, of: account } }',
        'history.denied: { type: integer, from: history, count: { entries: denials, of: account } }',
      ],
      choices: [{ ways: [`history.claimed > 4 and history.denied * 2 >= history.claimed`] }],
    },
    {
      isOpen: true,
      choices: [{ ways: [`coalesce(order.weight, 0) > ${edge}`, `known(order.weight) and order.weight > ${edge}`] }],
    },
    { choices: [{ ways: ['order.left > 0'] }, { ways: ['order.left == 0'] }] },
    {
      isOpen: true,
      derived: ['worth: max(order.paid - order.fee, 0)'],
      choices: [{ ways: [`worth > ${far}`, `order.paid - order.fee > ${far}`] }],
    },
  ]
  const one = draw(others)
  const two = draw(others)
  return [
    reasons,
    ...(upTo(3) > 0 ? [draw(times)] : []),
    ...(upTo(2) > 0 ? [kinds] : []),
    one,
    ...(two === one ? [] : [two]),
  ]
}

interface Chance {
  readonly draw: Draw
  readonly upTo: (most: number) => number
  readonly next: () => number
}

/** Rules that each ask some of the questions; one whose orders rules above have all taken is left out. */
function drawRules(axes: readonly Axis[], chance: Chance): readonly string[] {
  const cells = axes.reduce<readonly Cell[]>(
    (known, { choices, isOpen }) =>
      known.flatMap((cell) => [...choices.keys(), ...(isOpen ? [-1] : [])].map((index) => [...cell, index])),
    [[]],
  )
  const taken = new Set<string>()
  const rules: string[] = []
  const wanted = 3 + chance.upTo(7)
  for (let tries = 0; tries < 60 && rules.length < wanted; tries += 1) {
    const asked = axes.map(({ choices }) => (chance.next() < 0.5 ? null : chance.upTo(choices.length)))
    if (asked.every((index) => index === null)) continue
    const own = cells.filter((cell) => asked.every((index, place) => index === null || cell[place] === index))
    if (own.every((cell) => taken.has(cell.join()))) continue
    for (const cell of own) taken.add(cell.join())
    const parts = asked.flatMap((index, place) => {
      const [first = 'true', ...rest] = axes[place]?.choices[index ?? -1]?.ways ?? []
      return index === null ? [] : [chance.draw([first, ...rest])]
    })
    rules.push(ruleText(`rule-${rules.length + 1}`, parts, chance))
  }
  return rules
}

function ruleText(id: string, parts: readonly string[], { draw, upTo }: Chance): string {
  const written = parts.map((part) => (part.startsWith('{') ? part : JSON.stringify(part)))
  const [only = '"true"'] = written
  const when = written.length === 1 ? only : `{ all: [${written.join(', ')}] }`
  const reason = id.replaceAll('-', '_')
  const kind = upTo(5)
  if (kind === 0)
    return `- { id: ${id}, clause: "1", when: ${when}, then: { outcome: deny, reason: ${reason}, message: No. } }`
  const refund = draw([
    'order.paid',
    'percent(order.paid, share)',
    `percent(order.paid, ${1 + upTo(100)})`,
    'order.paid - kept',
    'max(order.paid - order.fee, 0)',
    'max(order.paid - flat, 0)',
    'min(order.paid, flat)',
    'percent(order.paid, tier(order.left, steps))',
    'percent(order.paid, lookup(claim.reason, reasons))',
    'prorate(order.paid, order.left, order.count)',
    'clamp(order.paid - order.fee - flat, 0, order.paid)',
    "round(percent(order.paid, 33), 2, 'floor')",
    'if(order.left > 2, order.paid, percent(order.paid, 50))',
    "switch(claim.reason, 'broken', order.paid, 'late', kept, 0)",
    'percent(min(order.paid, 1000), coalesce(tier(order.weight, steps), share))',
  ])
  const amounts = upTo(3) === 0 ? ', amounts: { withheld: "order.paid - kept" }' : ''
  const outcome = kind === 1 ? 'review' : 'approve'
  return `- { id: ${id}, clause: "1", when: ${when}, then: { outcome: ${outcome}, reason: ${reason}, refund: ${JSON.stringify(refund)}${amounts}, message: Yes. } }`
}

function drawDisputes(draw: Draw, upTo: (most: number) => number): readonly string[] {
  const large = 10 + upTo(500)
  const rule = (id: string, when: string, outcome: string): string =>
    `- { id: ${id}, clause: "1", when: ${JSON.stringify(when)}, then: { outcome: ${outcome}, reason: ${id}, message: So it is. } }`
  const inquiries = rule('inquiry', "dispute.kind == 'inquiry'", 'none')
  const big = rule('large', `dispute.amount > ${large}`, draw(['suspend', 'terminate']))
  const small = rule('small', `dispute.amount <= ${large}`, 'warn')
  return draw([[inquiries], [inquiries, big], [inquiries, big, small], [big, small], [big, inquiries]])
}
