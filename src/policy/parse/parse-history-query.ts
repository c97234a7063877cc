import { parseDuration } from '../../time/durations.ts'
import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import { type FaultList, type Place, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import { type HistoryQuery, historyEntries } from '../model/history-query.ts'
import { type FactDeclaration, outcomeKinds } from '../model/policy.ts'
import type { FactType } from '../model/value.ts'
import { tellDuration } from './read-duration.ts'

interface HistorySource {
  readonly faults: FaultList
  readonly place: Place
  readonly type: FactType
  readonly values: readonly string[] | null
  readonly from: FactDeclaration['from']
}

const questions = ['count', 'sum', 'exists', 'state'] as const
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
  const of = textOf(child(node, 'of')) ?? 'account'
  const window = child(node, 'within')
  const within = window === undefined ? null : parseDuration(textOf(window) ?? '')
  if (window !== undefined && within === undefined) tellDuration(window, at.faults)
  const where = parseWhere(child(node, 'where'), at.faults)
  if (entries === undefined || (of !== 'account' && of !== 'order') || within === undefined) return undefined
  return { kind, entries, of, withinMilliseconds: within, before: textOf(child(node, 'before')) ?? null, where }
}

/** A kind of outcome (deny) is an outcome; a kind of entry (decision) is a kind. */
function parseWhere(
  node: DocumentNode | undefined,
  faults: FaultList,
): { outcome?: string; rule?: string; clause?: string; kind?: string } {
  const where: { outcome?: string; rule?: string; clause?: string; kind?: string } = {}
  for (const key of ['outcome', 'rule', 'clause'] as const) {
    const text = textOf(child(node, key))
    if (text !== undefined) where[key] = text
  }
  const kindNode = child(node, 'kind')
  const kind = textOf(kindNode)
  if (kindNode === undefined || kind === undefined) return where
  if (entryKinds.includes(kind)) where.kind = kind
  else if (outcomeKinds.some((known) => known === kind)) where.outcome ??= kind
  else {
    const known = [...outcomeKinds, ...entryKinds]
    faults.add(kindNode, {
      code: 'unknown_value',
      message: `${quote(kind)} is no kind of outcome or entry.${suggestion(kind, known)}`,
      hint: `Allowed: ${known.join(', ')}.`,
    })
  }
  return where
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
