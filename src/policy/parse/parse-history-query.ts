import { parseDuration, parseMonths } from '../../time/durations.ts'
import { child, type DocumentNode, entriesOf, textOf } from '../document/document-node.ts'
import { type FaultList, type Place, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import { disputeEnds } from '../model/dispute-ending.ts'
import { type HistoryFilter, type HistoryQuery, type HistoryWindow, historyEntries } from '../model/history-query.ts'
import type { Measure } from '../model/measure.ts'
import { type FactDeclaration, outcomeKinds } from '../model/policy.ts'
import type { FactType } from '../model/value.ts'
import { durationText, tellDuration } from './read-duration.ts'

interface HistorySource {
  readonly faults: FaultList
  readonly place: Place
  readonly type: FactType
  readonly values: readonly string[] | null
  readonly from: FactDeclaration['from']
  /** The names of derived values. */
  readonly derived: ReadonlySet<string>
  readonly constants: ReadonlyMap<string, Measure>
}

const questions = ['count', 'sum', 'exists', 'state'] as const
const scopes = ['account', 'other_orders', 'order', 'part'] as const
/** What an account's standing can be. */
const standings = ['good', 'warned', 'suspended', 'terminated', 'banned']
/** Kinds of journal entries that history looks at. */
const entryKinds = ['decision', 'review_resolved', 'dispute_opened']

/** The question that a history fact asks; null for other facts, undefined for a fault. */
export function parseHistoryQuery(node: DocumentNode, at: HistorySource): HistoryQuery | null | undefined {
  const asked = questions.filter((question) => child(node, question) !== undefined)
  const [question] = asked
  if (at.from !== 'history') {
    if (question === undefined && child(node, 'of') === undefined) return null
    at.faults.add(at.place, {
      code: 'not_from_history',
      message: `Only a history fact has ${quote(question ?? 'of')}.`,
      hint: 'Add `from: history`, or remove the key.',
    })
    return undefined
  }
  if (question === undefined || asked.length > 1) {
    at.faults.add(at.place, {
      code: 'history_question',
      message: 'A history fact asks exactly one question.',
      hint: 'Give one of count, sum, exists and state.',
    })
    return undefined
  }
  const query = question === 'state' ? parseState(node) : parseEntries(child(node, question), question, at)
  return query !== undefined && hasFittingType(query, at) ? query : undefined
}

function parseState(node: DocumentNode): HistoryQuery | undefined {
  const written = child(node, 'state')
  const state = textOf(written) ?? textOf(child(written, 'state'))
  if (state !== 'standing' && state !== 'open_disputes' && state !== 'credited') return undefined
  const of = textOf(child(written, 'of')) ?? textOf(child(node, 'of')) ?? (state === 'credited' ? 'order' : 'account')
  return of === 'account' || of === 'order' ? { kind: 'state', state, of } : undefined
}

function parseEntries(
  node: DocumentNode | undefined,
  kind: 'count' | 'sum' | 'exists',
  at: HistorySource,
): HistoryQuery | undefined {
  const entries = historyEntries.find((name) => name === textOf(child(node, 'entries')))
  const of = scopes.find((scope) => scope === (textOf(child(node, 'of')) ?? 'account'))
  const within = parseWindow(child(node, 'within'), at)
  const where = parseWhere(child(node, 'where'), at.faults)
  if (entries === undefined || of === undefined || within === undefined) return undefined
  return { kind, entries, of, within, before: parseBefore(child(node, 'before'), at.derived), where }
}

/** Undefined for a fault. */
function parseWindow(
  node: DocumentNode | undefined,
  { faults, constants }: Pick<HistorySource, 'faults' | 'constants'>,
): HistoryWindow | undefined {
  const text = durationText(node, constants) ?? ''
  if (node === undefined) return null
  if (text === 'calendar_month') return text
  const months = parseMonths(text)
  if (months !== undefined) return { months }
  const milliseconds = parseDuration(text)
  if (milliseconds === undefined) tellDuration(node, faults, ' Or months (3 months), or calendar_month.')
  return milliseconds === undefined ? undefined : { milliseconds }
}

function parseBefore(node: DocumentNode | undefined, derived: ReadonlySet<string>) {
  const name = textOf(node)
  return name === undefined ? null : { kind: derived.has(name) ? ('derived' as const) : ('fact' as const), name }
}

const filterNames = ['outcome', 'rule', 'clause'] as const
const filterKeys = [...filterNames, 'kind', 'ended'] as const
const ends = [...disputeEnds, 'open'] as const

/** A kind of outcome (deny) is an outcome; a kind of entry (decision) is a kind; any other key is a fact. */
function parseWhere(node: DocumentNode | undefined, faults: FaultList): HistoryFilter {
  const named = filterNames.flatMap((key) => {
    const text = textOf(child(node, key))
    return text === undefined ? [] : [[key, text] as const]
  })
  const ended = ends.find((end) => end === textOf(child(node, 'ended')))
  const facts = entriesOf(node).flatMap(([name, { value }]) => {
    const fact = textOf(child(value, 'fact'))
    return fact === undefined ? [] : [[name, fact] as const]
  })
  return {
    ...parseKind(child(node, 'kind'), faults),
    ...Object.fromEntries(named),
    ...(ended === undefined ? {} : { ended }),
    facts: new Map(facts),
    values: new Map(valuesIn(node)),
  }
}

/** Facts beside one value; {@link checkHistory} says whether that is of their type. */
function valuesIn(node: DocumentNode | undefined): readonly (readonly [string, string | boolean])[] {
  return entriesOf(node).flatMap(([name, { value }]) => {
    if (value?.kind !== 'scalar' || filterKeys.some((key) => key === name)) return []
    return [[name, value.type === 'boolean' ? value.text.toLowerCase() === 'true' : value.text] as const]
  })
}

function parseKind(node: DocumentNode | undefined, faults: FaultList): Pick<HistoryFilter, 'outcome' | 'kind'> {
  const kind = textOf(node)
  if (node === undefined || kind === undefined) return {}
  if (entryKinds.includes(kind)) return { kind }
  if (outcomeKinds.some((known) => known === kind)) return { outcome: kind }
  const known = [...outcomeKinds, ...entryKinds]
  faults.add(node, {
    code: 'unknown_value',
    message: `${quote(kind)} is no kind of outcome or entry.${suggestion(kind, known)}`,
    hint: `Allowed: ${known.join(', ')}.`,
  })
  return {}
}

function hasFittingType(query: HistoryQuery, at: HistorySource): boolean {
  const fitting = fittingTypes(query)
  const lacking = fitting.includes('enum')
    ? standings.filter((standing) => at.values?.includes(standing) === false)
    : []
  if (!fitting.includes(at.type)) {
    at.faults.add(at.place, {
      code: 'history_type',
      message: `This question does not yield the type ${at.type}.`,
      hint: `Write \`type: ${fitting[0] ?? ''}\`.`,
    })
  } else if (lacking.length > 0) {
    at.faults.add(at.place, {
      code: 'history_type',
      message: `The standing may also be ${lacking.join(', ')}.`,
      hint: `Write \`values: [${standings.join(', ')}]\`.`,
    })
  } else return true
  return false
}

function fittingTypes(query: HistoryQuery): readonly FactType[] {
  switch (query.kind) {
    case 'count':
      return ['integer', 'decimal']
    case 'sum':
      return ['decimal']
    case 'exists':
      return ['boolean']
    case 'state':
      if (query.state === 'standing') return ['enum', 'string']
      return query.state === 'credited' ? ['decimal'] : ['integer', 'decimal']
  }
}
