import { evaluatorNames } from '../evaluation/names.mjs'
import { servers } from '../http/servers.mjs'

const whole = (value) => Math.round(value).toLocaleString('en-US')
const short = (value) => (value >= 100 ? whole(value) : value.toPrecision(2))
const spreadText = ({ minimum, median, maximum }, show) => `${show(median)} (${show(minimum)} to ${show(maximum)})`
const table = (head, rows) =>
  [head, head.map((_, place) => (place === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
const notMeasured = 'not measured'

/** The results as the README shows them: what was measured, on what and when, and which goals are met. */
export function markdownOf(results, verdicts) {
  const parts = [
    machineLine(results),
    results.http && httpTable(results.http),
    results.evaluation && evaluationTable(results.evaluation),
    otherTable(results),
    goalTable(verdicts),
  ]
  return parts.filter(Boolean).join('\n\n')
}

function machineLine({ date, machine, versions, quick, rounds }) {
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const size = quick ? 'A quick run, too small to judge by. ' : ''
  return (
    `${size}${date}, ${machine.cores} x ${machine.processor}, ${machine.memory}, ${machine.system}; ` +
    `load before it ${machine.loadBefore.toFixed(1)}, after it ${machine.loadAfter.toFixed(1)}. ${peers.join(', ')}. ` +
    `${rounds} rounds in turns: median (minimum to maximum).`
  )
}

function httpTable({ closed, open, hot, connecting, missing, rate }) {
  const row = (name, label, figures) => [
    label,
    spreadText(figures.perSecond, whole),
    figures.ofOthers.expressHello === undefined ? '' : `${figures.ofOthers.expressHello.perSecond.median.toFixed(2)} x`,
    whole(figures.processor.median * 1000),
    figures.p50.median.toFixed(1),
    spreadText(figures.p99, (value) => value.toFixed(1)),
    connecting[name] === undefined ? '' : connecting[name].most.toFixed(0),
  ]
  const asked = Object.entries(closed).map(([name, figures]) => row(name, servers[name].label, figures))
  const more = [
    ...Object.entries(hot).map(([, figures]) => ['this service, SQLite, one hot account', figures]),
    ...Object.entries(open).map(([name, figures]) => [`${servers[name].label}, at ${whole(rate)}/s`, figures]),
  ].map(([label, figures]) => row('', label, figures))
  const absent = missing.map(({ name, why }) => [servers[name].label, why, '', '', '', '', ''])
  return table(
    [
      '50 connections',
      'requests/s',
      'x Express hello',
      'processor us/request',
      'p50 ms',
      'p99 ms',
      'slowest of 20 new connections, ms',
    ],
    [...asked, ...absent, ...more],
  )
}

function evaluationTable({ panel, hosting }) {
  const cells = (figures) =>
    figures === undefined
      ? [notMeasured, '']
      : [
          spreadText(figures.perSecond, whole),
          figures.ofHandwritten === null ? '' : `${short(figures.ofHandwritten.median * 100)} %`,
        ]
  return table(
    ['rulings per second of one thread', 'panel', 'of handwritten', 'hosting', 'of handwritten'],
    Object.entries(evaluatorNames).map(([name, label]) => [label, ...cells(panel[name]), ...cells(hosting[name])]),
  )
}

function otherTable({ growth, bulk, starts, proofs }) {
  const times = (spread) => spreadText(spread, (value) => `${value.toFixed(2)} x`)
  const perSecond = (figures) => (figures ? `${spreadText(figures.perSecond, whole)} /s` : notMeasured)
  const took = (spread) => `${spreadText(spread, whole)} ms`
  const rows = []
  if (growth) {
    const { grown, long } = growth
    const [first, last] = [grown.memory[1], grown.memory.at(-1)].map(({ bytes }) => `${whole(bytes / 1024 ** 2)} MiB`)
    rows.push(
      [`a decision with ${whole(grown.stored)} stored, beside few`, times(grown.cost)],
      [`bytes on disk a decision, with ${whole(grown.stored)} stored`, whole(grown.bytes)],
      [`memory of the service, early and with ${whole(grown.stored)} stored`, `${first}, ${last}`],
      [
        `the slowest look of the console with ${whole(grown.stored)} stored`,
        `${grown.searches.slowest.milliseconds.toFixed(1)} ms (${grown.searches.slowest.what})`,
      ],
      [
        `replay of ${whole(grown.stored)} stored decisions, start included`,
        grown.replay === null ? notMeasured : `${whole(grown.replay.perSecond)} /s`,
      ],
      [`a decision in an account of ${whole(long.entries)} entries, beside 100`, times(long.plain)],
      ['the same with a count by rule over all of them', times(long.counted)],
    )
  }
  if (bulk) {
    rows.push(
      [`dry runs, panel (\`decide\` on ${whole(bulk.lines)} lines)`, perSecond(bulk.dryRuns.panel)],
      ['dry runs, hosting', perSecond(bulk.dryRuns.hosting)],
      ['`POST /v1/decisions/bulk`, stored durably', perSecond(bulk.durable)],
    )
  }
  if (starts) {
    rows.push(
      ['start to first decision, new store', took(starts.newStore)],
      ['start to first decision, known store', took(starts.knownStore)],
      ['publish to first decision under the new version', took(starts.published)],
    )
  }
  if (proofs) {
    const inSeconds = (spread) => `${spreadText(spread, (value) => value.toFixed(1))} s`
    for (const { name, findings, comparison } of proofs.policies) {
      rows.push([
        `proofs: findings of rules/${name}; compared with an edit`,
        `${inSeconds(findings)}; ${inSeconds(comparison)}`,
      ])
    }
    const [first, last] = [proofs.memory[1], proofs.memory.at(-1)].map(({ bytes }) => `${whole(bytes / 1024 ** 2)} MiB`)
    rows.push([`memory of a process that proves, early and after ${whole(proofs.runs)} runs`, `${first}, ${last}`])
  }
  return rows.length === 0 ? null : table(['what', 'figure'], rows)
}

function goalTable(verdicts) {
  const word = { true: 'met', false: '**missed**', null: '' }
  return table(
    ['goal', 'floor', 'found', ''],
    verdicts.map(({ what, bound, figure, met }) => [what, bound, figure, word[met]]),
  )
}
