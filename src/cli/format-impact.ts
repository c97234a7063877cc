import type { CreditChange, FlippedAnswer, Impact, ImpactChange } from '../decisions/impact.ts'
import { counted } from './counted.ts'
import { formatTable } from './format-table.ts'

/** What a text would have made of recorded decisions, for a person. */
export function formatImpact(impact: Impact): string {
  const { credits, moves, clauses, rules, largest } = impact
  return [
    headText(impact),
    table(
      ['credited in all', 'before', 'after', 'extra', 'extra a day'],
      credits.map((one) => [one.currency, one.before, one.after, signed(one.extra), signed(one.extra_per_day)]),
    ),
    table(
      ['decisions', 'from', 'to', 'extra'],
      moves.map(({ decisions, before, after, credits: of }) => [
        String(decisions),
        answerText(before),
        answerText(after),
        of.map(extraText).join(', ') || '-',
      ]),
    ),
    table(['clause', 'before', 'after', 'extra'], clauses.map(namedRow('no clause'))),
    table(['rule', 'before', 'after', 'extra'], rules.map(namedRow('default'))),
    table(['largest changes', 'order', 'account', 'from', 'to', 'extra'], largest.map(changeRow)),
    notReplayedText(impact),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function headText({ policy, version, flips, flip_share, decisions, days, ...rest }: Impact): string {
  const by = version === null ? 'this text' : `version ${version}`
  const sample = rest.sample === null ? '' : ` of ${percent(rest.sample.share)} of the accounts`
  const period =
    rest.first_decided_at === null
      ? ''
      : `, ${rest.first_decided_at} to ${rest.last_decided_at} (${days === 1 ? '1 day' : `${days} days`})`
  const reworded = rest.reworded === 0 ? '' : `, ${rest.reworded} say it otherwise`
  return [
    `${policy} by ${by}: ${counted(decisions, 'decision')}${sample}${period}\n`,
    `${flips} flip (${percent(flip_share)}), ${rest.unchanged} are unchanged${reworded}\n`,
  ].join('')
}

function notReplayedText({ not_replayed: { erased, problems, faults }, orders_followed }: Impact): string {
  const lines = [
    ...(erased === 0 ? [] : [`${erased} not decided again: their facts were erased`]),
    ...Object.entries(problems).map(([code, count]) => `${count} not decided again: ${code}`),
    ...faults.map(({ id, account, message }) => `  ${id} of the account "${account}": ${message}`),
    ...(orders_followed ? [] : ['So many orders change that repeated reports of some may be counted more than once.']),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : formatTable([heading, ...rows])
}

function namedRow(without: string): (one: CreditChange & { readonly name: string | null }) => readonly string[] {
  return ({ name, currency, before, after, extra }) => [
    name ?? without,
    `${before} ${currency}`,
    `${after} ${currency}`,
    signed(extra),
  ]
}

function changeRow({ id, order, account, before, after, currency, extra }: ImpactChange): readonly string[] {
  return [id, order ?? '', account, answerText(before), answerText(after), `${signed(extra)} ${currency}`]
}

/** What decides where no rule does: the default, or the service by itself for that reason. */
function answerText({ outcome, rule, reason_code }: FlippedAnswer): string {
  return `${outcome} (${rule ?? reason_code})`
}

function extraText({ extra, currency }: CreditChange): string {
  return `${signed(extra)} ${currency}`
}

function signed(amount: string): string {
  return amount.startsWith('-') || /^0(?:\.0+)?$/u.test(amount) ? amount : `+${amount}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
