/** Totals are kept with the quarters of an hour that make them up: days of other zones are made of these. */
export const quarterHours = {
  name: '0004-quarter-hours',
  statements: [
    // Of each quarter of a UTC day, by the clock: a row stays so small that it has no page of its own. by_quarter: see
    // journal/quarter-sums.ts.
    `CREATE TABLE class_total (
    six_hours INTEGER NOT NULL,
    class INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    credited TEXT NOT NULL,
    by_quarter TEXT NOT NULL,
    PRIMARY KEY (six_hours, class)
  ) STRICT, WITHOUT ROWID`,
  ],
  drops: ['total'],
} as const
