/** Policy texts that cost as much to check as texts within the bounds can, each of another kind. */
export const worstTexts: Readonly<Record<string, string>> = {
  'cases over long conditions': policy({
    conditions: `  long:\n    any:\n${lines(480, (index) => `      - { fact: status, operator: equal, value: s${index} }`)}`,
    rules: lines(40, (index) => rule(index, `{ all: [{ not: { condition: long } }, { condition: long }] }`)),
    cases: lines(2500, (index) => `  - { name: case ${index}, facts: { status: none }, expect: { outcome: deny } }`),
  }),
  'formulas over big fractions': policy({
    derived: lines(80, (index) => `  d${index}: ${sumOfFractions(index)}`),
    rules: lines(40, (index) => rule(index, `{ fact: d${79 - index}, operator: lessThan, value: 0 }`)),
    cases: lines(
      1500,
      (index) => `  - { name: case ${index}, facts: { remains: "${index}.7" }, expect: { outcome: deny } }`,
    ),
  }),
  'many names that are nearly declared': policy({
    facts: lines(1900, (index) => `  name_${'x'.repeat(100)}_${index}: { type: integer, optional: true }`),
    rules: lines(900, (index) => rule(index, `{ fact: name_${'x'.repeat(101)}_${index}, operator: equal, value: 1 }`)),
  }),
  'a long table': policy({
    tables: `  steps:\n    rows:\n${lines(4900, (index) => `      - { at_least: ${5000 - index}, value: "${index}" }`)}\n    otherwise: "none"`,
    derived: `  found: tier(remains, steps)`,
    rules: rule(0, '{ fact: found, operator: equal, value: "1" }'),
    cases: lines(
      2500,
      (index) => `  - { name: case ${index}, facts: { remains: "-${index}" }, expect: { outcome: deny } }`,
    ),
  }),
  'nothing but brackets': `name: worst\nfacts: ${'['.repeat(90)}${'[],'.repeat(20_000)}${']'.repeat(90)}\n`,
  'faults everywhere': `${policy({ rules: lines(900, (index) => rule(index, `{ fact: statu, operator: equals, value: ${index} }`)) })}\n${lines(
    2000,
    (index) => `unknown_${index}: [1, 2, 3]`,
  )}`,
}

/** A text without faults, of 215 KB, with as many formulas as a policy may have; its number makes it another one. */
export function longText(number: number): string {
  return policy({
    derived: lines(
      80,
      (index) => `  d${index}: ${Array.from({ length: 60 }, (_, term) => `remains * ${index + term}`).join(' + ')}`,
    ),
    rules: lines(990, (index) => rule(index, `{ fact: d${index % 80}, operator: lessThan, value: -${number} }`)),
    cases: lines(
      2,
      (index) => `  - { name: case ${index}, facts: { remains: "${index}.7" }, expect: { outcome: deny } }`,
    ),
  })
}

interface Parts {
  readonly facts?: string
  readonly tables?: string
  readonly derived?: string
  readonly conditions?: string
  readonly rules: string
  readonly cases?: string
}

function policy({ facts = '', tables, derived, conditions, rules, cases }: Parts): string {
  return `name: worst
title: Worst
money: {}
refund_methods: [credit]
subject: { order: order, account: account, charge: charge, currency: '"USD"' }
facts:
  order: { type: string }
  account: { type: string }
  charge: { type: decimal, from: order, optional: true }
  remains: { type: decimal, default: "3" }
  status: { type: string, default: none }
${facts}
${tables === undefined ? '' : `tables:\n${tables}\n`}${derived === undefined ? '' : `derived:\n${derived}\n`}${conditions === undefined ? '' : `conditions:\n${conditions}\n`}clauses:
  - { id: 1, title: One, text: Text. }
refunds:
${rules}
default: { clause: 1, outcome: deny, reason: no }
${cases === undefined ? '' : `cases:\n${cases}\n`}`
}

function rule(index: number, when: string): string {
  return `  - { id: r${index}, clause: 1, when: ${when}, then: { outcome: deny, reason: r${index} } }`
}

function sumOfFractions(index: number): string {
  const terms = Array.from(
    { length: 40 },
    (_, term) => `${index + term + 1}/(${(index * 40 + term) * 2 + 1} + remains)`,
  )
  return terms.join(' + ')
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n')
}
