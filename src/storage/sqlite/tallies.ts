/** What the account's entries count as, from one to the next by seeks, however many entries each has; `?1` is the account. */
export const talliesOfAccount = `WITH RECURSIVE found (tally) AS (
    SELECT min(tally) FROM entry INDEXED BY history_of_account WHERE account = ?1
    UNION ALL
    SELECT (SELECT min(tally) FROM entry INDEXED BY history_of_account WHERE account = ?1 AND tally > found.tally)
      FROM found WHERE tally IS NOT NULL)`

/** Whether what was found is of a kind in the list (JSON) that the parameter holds. */
export function ofKinds(parameter: string): string {
  return `EXISTS (SELECT 1 FROM class INDEXED BY class_of_tally
    WHERE class.tally = found.tally AND class.kind IN (SELECT value FROM json_each(${parameter})))`
}
