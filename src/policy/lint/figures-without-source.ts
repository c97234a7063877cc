import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import { type Fault, type FaultList, quote } from '../document/fault-list.ts'
import type { Clause, Policy, Table } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { figuresIn, lengthOf } from './figures.ts'
import { literalsOfRules } from './literals-of-rules.ts'

/** Warns of an amount, a percentage or a length of time in a clause that stands in nothing that decides by it. */
export function lintFiguresWithoutSource(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const shared = sharedSources(policy)
  visit(policy.clauses, child(root, 'clauses'), [], (clause, node, above) => {
    const names = [...above, ...idsOf(clause)]
    const rules = [...policy.refunds, policy.defaultRuling, ...policy.disputes].filter((rule) =>
      names.includes(rule.clause ?? ''),
    )
    const known = new Set([...shared, ...literalsOfRules(policy, rules).flatMap(keysOf)])
    for (const [key, words] of [
      ['title', clause.title],
      ['text', clause.text],
    ] as const) {
      for (const [language, template] of words) {
        const literal = template.map((part) => (typeof part === 'string' ? part : '\u0000')).join('')
        const place = textNode(child(node, key), language)
        for (const { text, number, duration } of figuresIn(literal)) {
          if (known.has(number) || (duration !== null && known.has(duration))) continue
          faults.add(place ?? node, unbacked(text), 'warning')
        }
      }
    }
  })
}

function unbacked(text: string): Fault {
  return {
    code: 'figure_without_source',
    message: `${quote(text)} stands in no constant, table, condition or formula of the rules of this clause.`,
    hint: 'Declare it under `constants`, let the rules read it, and write {its_name} here: page and rules then never differ.',
  }
}

/** What every clause may state: constants, tables, limits and review times. */
function sharedSources(policy: Policy): readonly string[] {
  const { constants, tables, limits, review } = policy
  const times = [review, ...[...policy.refunds, policy.defaultRuling].map((rule) => rule.review)].flatMap((terms) =>
    terms === null ? [] : [terms.targetMilliseconds, terms.dueMilliseconds],
  )
  return [
    ...[...constants.values()].flatMap(({ value, unit }) => [
      ...keysOf(value),
      ...(unit === null ? [] : [lengthOf(`${String(value)} ${unit}`) ?? '']),
    ]),
    ...[...tables.values()].flatMap(cellsOf).flatMap(keysOf),
    ...limits.map(({ amount }) => Rational.of(amount).toString()),
    ...times.map(String),
    ...[...policy.facts.values()].flatMap(({ history }) => {
      if (history === null || history.kind === 'state' || history.within === null) return []
      if (history.within === 'calendar_month') return []
      return ['months' in history.within ? `${history.within.months} months` : String(history.within.milliseconds)]
    }),
  ]
}

function cellsOf(table: Table): readonly Value[] {
  const rest = table.otherwise === null ? [] : [table.otherwise]
  if (table.kind === 'lookup') return [...table.rows.values(), ...rest]
  return [...table.rows.flatMap(({ bound, value }) => [bound, value]), ...rest]
}

function keysOf(value: Value): readonly string[] {
  return value instanceof Rational ? [value.toString()] : []
}

function idsOf({ id, clauses }: Clause): readonly string[] {
  return [id, ...clauses.flatMap(idsOf)]
}

function textNode(node: DocumentNode | undefined, language: string): DocumentNode | undefined {
  return node?.kind === 'map' ? (child(node, language) ?? node) : node
}

function visit(
  clauses: readonly Clause[],
  list: DocumentNode | undefined,
  above: readonly string[],
  check: (clause: Clause, node: DocumentNode, above: readonly string[]) => void,
): void {
  const nodes = itemsOf(list)
  for (const [index, clause] of clauses.entries()) {
    const node = nodes[index]
    if (node === undefined) continue
    check(clause, node, above)
    visit(clause.clauses, child(node, 'clauses'), [...above, clause.id], check)
  }
}
