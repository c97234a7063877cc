import type { FindingCode } from '../../../src/policy/analysis/finding.ts'
import { denies, pays, type ShopParts, shopText } from './shop-policy.ts'

/** A policy text with one fault, and what has to be found. */
export interface SeededFault {
  readonly name: string
  readonly text: string
  readonly code: FindingCode
  readonly rule: string
  /** The rules that take everything from a dead one. */
  readonly takers?: readonly string[]
}

const sound = pays('unopened', 'not order.opened and order.days <= 14', 'order.paid')

/** Sixty texts, ten of each kind of fault. */
export function seededFaults(): readonly SeededFault[] {
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1)
  return numbers.flatMap((number) => [
    deadRule(number),
    contradiction(number),
    overlap(number),
    capThatCuts(number),
    payingUnknown(number),
    largeShare(number),
  ])
}

function fault(kind: string, number: number, parts: ShopParts, found: Omit<SeededFault, 'name' | 'text'>): SeededFault {
  return { name: `${kind} ${number}`, text: shopText(parts), ...found }
}

/** Two or three rules above leave nothing to the last. */
function deadRule(number: number): SeededFault {
  const days = number * 3
  const variants: readonly (readonly [readonly string[], string, readonly string[]])[] = [
    [
      [denies('early', `order.days < ${days}`), denies('late', `order.days >= ${days}`)],
      pays('dead', "claim.reason == 'broken'", 'order.paid'),
      ['early', 'late'],
    ],
    [
      [
        denies('books', "order.kind == 'book'"),
        denies('food', "order.kind == 'food'"),
        denies('games', `order.kind == 'game' and order.days >= ${number}`),
      ],
      pays('dead', `order.days > ${days + number} and claim.reason == 'late'`, 'order.paid'),
      ['books', 'food', 'games'],
    ],
    [
      [sound, denies('opened', 'order.opened'), denies('slow', `order.days > ${14 - (number % 3)}`)],
      pays('dead', "order.kind == 'book'", 'percent(order.paid, 50)'),
      ['unopened', 'opened', 'slow'],
    ],
  ]
  const [above, dead, takers] = variants[number % variants.length] ?? [[], sound, []]
  return fault('a dead rule', number, { rules: [...above, dead] }, { code: 'rule_never_decides', rule: 'dead', takers })
}

/** A range that no value lies in, some of them over derived values. */
function contradiction(number: number): SeededFault {
  const variants: readonly (readonly [readonly string[], string])[] = [
    [[], `order.days < ${number} and order.days > ${number + 20}`],
    [[`age: order.days + ${number}`], `age < ${number}`],
    [[`late_by: max(order.days - ${number}, 0)`], 'late_by < 0'],
    [[`age: order.days * ${number + 1}`], `age < 0 or (age > 3 and age <= 3)`],
    [[], "order.kind == 'book' and order.kind == 'food'"],
  ]
  const [derived, when] = variants[number % variants.length] ?? [[], 'order.opened']
  return fault(
    'a contradiction',
    number,
    { derived, rules: [pays('never', when, 'order.paid'), sound] },
    { code: 'condition_never_holds', rule: 'never' },
  )
}

/** Tiers that pay differently and meet at an edge. */
function overlap(number: number): SeededFault {
  const edge = number * 5
  return fault(
    'overlapping tiers',
    number,
    {
      rules: [
        pays('first-tier', `order.days <= ${edge}`, 'order.paid'),
        pays(
          'second-tier',
          `order.days >= ${edge} and order.days <= ${edge + 10}`,
          `percent(order.paid, ${number * 9})`,
        ),
      ],
    },
    { code: 'order_decides', rule: 'first-tier' },
  )
}

/** A refund above what was paid, or above the cap. */
function capThatCuts(number: number): SeededFault {
  const isCap = number % 2 === 0
  return fault(
    'a cap that cuts',
    number,
    isCap
      ? { subject: `, cap: "order.paid * ${90 - number} / 100"`, rules: [sound] }
      : { rules: [pays('unopened', 'order.days <= 14', `order.paid + ${number} * order.days`)] },
    { code: isCap ? 'cap_takes_away' : 'refund_above_charge', rule: 'unopened' },
  )
}

/** A rule that pays although nobody knows a fact that it looks at. */
function payingUnknown(number: number): SeededFault {
  const variants = [
    `coalesce(order.weight, ${number}) < ${number + 1}`,
    `if(known(order.weight), order.weight, 0) <= ${number}`,
    `not known(order.weight) or order.weight > ${number}`,
  ]
  return fault(
    'a paying unknown',
    number,
    { rules: [pays('light', variants[number % variants.length] ?? '', 'order.paid')] },
    { code: 'pays_while_unknown', rule: 'light' },
  )
}

/** A share of more than a hundred percent, from a table or a formula. */
function largeShare(number: number): SeededFault {
  const isTable = number % 2 === 0
  return fault(
    'a large share',
    number,
    {
      tables: isTable ? [`share: { rows: [{ up_to: ${number}, value: ${100 + number} }], otherwise: 50 }`] : [],
      rules: [
        pays(
          'shared',
          'not order.opened',
          `percent(order.paid, ${isTable ? 'tier(order.days, share)' : `100 + order.days - ${number}`})`,
        ),
      ],
    },
    { code: 'share_above_hundred', rule: 'shared' },
  )
}
