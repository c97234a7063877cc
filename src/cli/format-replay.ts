import type { AnswerInShort, ReplayDifference, ReplayTally } from '../decisions/replay-tally.ts'
import type { Amounts } from '../journal/model/state.ts'
import { formatTable } from './format-table.ts'

/** What came of deciding again, for a person. */
export function formatReplay(tally: ReplayTally): string {
  const { decisions, same, different, erased, not_decidable: faulty, outcomes, changed } = tally
  const counts = [`${same} the same`, `${different} different`, `${erased} erased`, `${faulty} not decidable`]
  const differs = Object.entries(changed)
    .sort(([, left], [, right]) => right - left)
    .map(([name, count]) => `${name} ${count}`)
  const rows = outcomes.map(({ stored, replayed, decisions: count, credited, would_be_credited: would }) => [
    stored === replayed ? stored : `${stored} -> ${replayed}`,
    String(count),
    amountsText(credited),
    amountsText(would),
  ])
  return [
    ...tally.differences.map((one) => `${differenceText(one)}\n`),
    ...tally.faults.map(({ id, account, message }) => `not decidable: ${id} of the account "${account}": ${message}\n`),
    outcomes.length === 0 ? '' : formatTable([['outcome', 'decisions', 'credited', 'would be credited'], ...rows]),
    differs.length === 0 ? '' : `what differs: ${differs.join(', ')}\n`,
    `${decisions} decided again: ${counts.join(', ')}\n`,
  ].join('')
}

function differenceText({ id, account, order, changed, stored, replayed }: ReplayDifference): string {
  const place = `${id} of the order "${order ?? ''}" (account "${account}")`
  const said = `${answerText(stored)} -> ${answerText(replayed)}`
  return `different: ${place}: ${said} [${changed.join(', ')}]`
}

function answerText({ outcome, reason_code, amount, currency }: AnswerInShort): string {
  return `${outcome}${amount === null ? '' : ` ${amount} ${currency ?? ''}`} (${reason_code})`
}

function amountsText(amounts: Amounts): string {
  const sums = Object.entries(amounts).map(([currency, amount]) => `${amount} ${currency}`)
  return sums.length === 0 ? '-' : sums.join(', ')
}
