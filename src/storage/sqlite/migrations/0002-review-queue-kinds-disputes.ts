/** What reviews, deliveries and disputes are found by. */
export const reviewQueueKindsDisputes = {
  name: '0002-review-queue-kinds-disputes',
  statements: [
    `ALTER TABLE entry ADD COLUMN payment_reference TEXT
      GENERATED ALWAYS AS (CAST(json_extract(body, '$.request.payment_reference') AS TEXT)) VIRTUAL`,
    `CREATE INDEX dispute_by_payment ON entry (account, payment_reference, sequence)
      WHERE payment_reference IS NOT NULL`,
    'CREATE INDEX entry_of_kind ON entry (kind, id)',
    'DROP INDEX pending_review',
    `CREATE INDEX pending_review_by_due ON entry (pending_review_due, id) WHERE pending_review_due IS NOT NULL`,
    `CREATE INDEX pending_review_by_level ON entry (pending_review_level, pending_review_due, id)
      WHERE pending_review_due IS NOT NULL`,
  ],
}
