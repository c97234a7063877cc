import { Rational } from '../../money/rational.ts'
import type { HistoryQuery } from '../model/history-query.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import { implies } from './smt-term.ts'

type Counting = Extract<HistoryQuery, { kind: 'count' | 'exists' | 'sum' }>

/** What counts as one thing counts as the other as well. */
const within: Readonly<Record<Counting['entries'], readonly Counting['entries'][]>> = {
  claims: ['claims', 'decisions'],
  denials: ['denials'],
  approvals: ['approvals'],
  reviews: ['reviews', 'decisions'],
  decisions: ['decisions'],
  disputes: ['disputes'],
  credits: ['credits'],
}

/** Two questions of which the narrower never counts more than the wider one, in any history. */
export interface HistoryRelation {
  readonly narrow: FactVariable
  readonly wide: FactVariable
  /** That it holds, as a term. */
  readonly term: string
}

/** What holds of any history. */
export function historyRelations(variables: Iterable<FactVariable>): readonly HistoryRelation[] {
  const asked = [...variables].flatMap((variable) => {
    const { history } = variable.declaration
    return history === null || history.kind === 'state' ? [] : [{ variable, query: history }]
  })
  return asked.flatMap((narrow) =>
    asked.flatMap((wide) =>
      narrow !== wide && isNarrower(narrow.query, wide.query)
        ? [{ narrow: narrow.variable, wide: wide.variable, term: relation(narrow, wide) }]
        : [],
    ),
  )
}

/** Whether the values of the two keep to a relation; null for none. */
export function isPossible({ narrow, wide }: HistoryRelation, left: Value | null, right: Value | null): boolean {
  if ([narrow, wide].some(({ declaration: { history } }) => history?.kind === 'sum')) return true
  if (left instanceof Rational && right instanceof Rational) return left.compare(right) <= 0
  return !isSome(left) || isSome(right)
}

function isSome(value: Value | null): boolean {
  return value instanceof Rational ? value.sign() > 0 : value === true
}

interface Asked {
  readonly variable: FactVariable
  readonly query: Counting
}

function relation(narrow: Asked, wide: Asked): string {
  const [left, right] = [narrow.variable.name, wide.variable.name]
  const kinds = `${narrow.query.kind} ${wide.query.kind}`
  switch (kinds) {
    case 'count count':
      return `(<= ${left} ${right})`
    case 'exists exists':
      return implies(left, right)
    case 'exists count':
      return implies(left, `(>= ${right} 1)`)
    case 'count exists':
      return implies(`(>= ${left} 1)`, right)
    default:
      return 'true'
  }
}

function isNarrower(narrow: Counting, wide: Counting): boolean {
  return (
    (within[narrow.entries].includes(wide.entries) || isOfClaims(narrow, wide)) &&
    (narrow.of === wide.of || wide.of === 'account' || (narrow.of === 'part' && wide.of === 'order')) &&
    isShorter(narrow.within, wide.within) &&
    (wide.before === null || wide.before.name === narrow.before?.name) &&
    isFiltered(narrow.where, wide.where)
  )
}

/** A denial is of a claim, which may be older: only all claims of all time are never fewer. */
function isOfClaims(narrow: Counting, wide: Counting): boolean {
  return narrow.entries === 'denials' && wide.entries === 'claims' && wide.within === null && isUnfiltered(wide.where)
}

function isUnfiltered({ facts, values, ...others }: Counting['where']): boolean {
  return facts.size === 0 && values.size === 0 && Object.keys(others).length === 0
}

function isShorter(narrow: Counting['within'], wide: Counting['within']): boolean {
  if (wide === null) return true
  if (narrow === null) return false
  if (JSON.stringify(narrow) === JSON.stringify(wide)) return true
  if (typeof narrow === 'string' || typeof wide === 'string') return false
  if ('milliseconds' in narrow && 'milliseconds' in wide) return narrow.milliseconds <= wide.milliseconds
  return 'months' in narrow && 'months' in wide && narrow.months <= wide.months
}

function isFiltered(narrow: Counting['where'], wide: Counting['where']): boolean {
  const { facts: narrowFacts, values: narrowValues, ...narrowRest } = narrow
  const { facts: wideFacts, values: wideValues, ...wideRest } = wide
  const given: Readonly<Record<string, unknown>> = { ...narrowRest }
  return (
    Object.entries(wideRest).every(([key, value]) => given[key] === value) &&
    [...wideFacts].every(([name, fact]) => narrowFacts.get(name) === fact) &&
    [...wideValues].every(([name, value]) => narrowValues.get(name) === value)
  )
}
