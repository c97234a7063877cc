import { denies, pays, shopText } from './shop-policy.ts'

const letters = ['a', 'b', 'c', 'd', 'e', 'f']
const rows = Array.from({ length: 60 }, (_, index) => `{ up_to: ${(index + 1) * 1_000_003}, value: ${index % 97} }`)

/** A text that the solver comes to no end with: products of several facts, long tables over them, wide ranges. */
export const hardText = shopText({
  facts: letters.map((letter) => `order.${letter}: { type: decimal, minimum: 0, maximum: 100000000 }`),
  derived: [
    'product: order.a * order.b * order.c',
    'other: order.d * order.e * order.f',
    'cubes: order.a * order.a * order.a + order.b * order.b * order.b',
    'share: product / (other + order.a * order.d + 1)',
  ],
  tables: letters.map((letter) => `steps_${letter}: { rows: [${rows.join(', ')}], otherwise: 50 }`),
  rules: letters.flatMap((letter, index) => [
    denies(`no-${letter}`, `product * order.${letter} == other * ${index + 7} + cubes and cubes != order.f * 33`),
    pays(
      `pay-${letter}`,
      `share * order.${letter} > tier(product * order.${letter}, steps_${letter}) and cubes < other * other`,
      `percent(order.paid, tier(other * order.${letter}, steps_${letter})) * share / (order.${letter} * product + 1)`,
    ),
  ]),
})
