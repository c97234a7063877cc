import type { DiagnosticPages } from './diagnostic-page.ts'

const tier = (rows: string) =>
  `tables:\n  fees:\n${rows}derived:\n  fee: tier(order.days, fees)\nmessages:\n  over_limit: "{fee}"\n`
const lookup = (table: string) =>
  `tables:\n  fees: ${table}\nderived:\n  fee: lookup(order.status, fees)\nmessages:\n  over_limit: "{fee}"\n`

/** Faults of tables. */
export const tablePages = {
  missing_otherwise: {
    means: 'A table of edges does not say what counts beyond its last one.',
    mend: 'Add `otherwise:` as the last row.',
    wrong: 'tables:\n  §fees:\n    - { up_to: 7, value: 0 }\n    - { up_to: 30, value: 10 }\n',
    right: tier('    - { up_to: 7, value: 0 }\n    - { otherwise: 10 }\n'),
  },
  missing_edge: {
    means: 'A row among edges has none of `up_to`, `below`, `at_least` and `above`.',
    mend: 'Give it one of them.',
    wrong: 'tables:\n  fees:\n    - { up_to: 7, value: 0 }\n    - §{ key: 30, value: 5 }\n    - { otherwise: 10 }\n',
    right: tier('    - { up_to: 7, value: 0 }\n    - { up_to: 30, value: 5 }\n    - { otherwise: 10 }\n'),
  },
  mixed_edges: {
    means: 'Some edges of the table are numbers and others dates or timestamps.',
    mend: 'Use one kind of edges in a table.',
    wrong:
      'tables:\n  §fees:\n    - { up_to: 7, value: 0 }\n    - { up_to: "2026-06-30", value: 5 }\n    - { otherwise: 10 }\n',
    right: tier('    - { up_to: 7, value: 0 }\n    - { up_to: 30, value: 5 }\n    - { otherwise: 10 }\n'),
  },
  dead_row: {
    means: 'The first row that fits counts, and an earlier one fits whenever this one does.',
    mend: 'Put the narrower row first, or remove this one.',
    wrong: tier('    - { up_to: 30, value: 5 }\n    - §{ up_to: 7, value: 0 }\n    - { otherwise: 10 }\n'),
    right: tier('    - { up_to: 7, value: 0 }\n    - { up_to: 30, value: 5 }\n    - { otherwise: 10 }\n'),
  },
  mixed_cells: {
    means: 'Some cells of the table are numbers and others text: a formula could not tell what it gets.',
    mend: 'Put the number in quotes if it is text, or make all cells numbers.',
    wrong: 'tables:\n  fees: { shipped: none, delivered: §10 }\n',
    right: lookup('{ shipped: 0, delivered: 10 }'),
  },
  table_keys: {
    means: 'Some rows have one key and others two.',
    mend: 'Give every row of a table the same number of keys.',
    wrong: 'tables:\n  fees: { shipped: { web: 5 }, §delivered: 10 }\n',
    right: lookup('{ shipped: 5, delivered: 10 }'),
  },
  otherwise_not_last: {
    means: '`otherwise` counts where no row fits, but rows follow it.',
    mend: 'Put it last.',
    wrong: 'tables:\n  fees:\n    - §{ otherwise: 10 }\n    - { up_to: 7, value: 0 }\n',
    right: tier('    - { up_to: 7, value: 0 }\n    - { otherwise: 10 }\n'),
  },
} satisfies DiagnosticPages
