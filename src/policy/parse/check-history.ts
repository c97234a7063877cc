import { child, type DocumentNode, entriesOf, textOf } from '../document/document-node.ts'
import { type Fault, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import { expressionTypeOf } from '../expression/expression-type.ts'
import type { HistoryQuery } from '../model/history-query.ts'
import { disputeOutcomes, type FactDeclaration } from '../model/policy.ts'
import type { FactType } from '../model/value.ts'
import { historyFactsOf } from './history-facts-of.ts'
import { personalFactsOf } from './personal-facts-of.ts'
import { readLiteral } from './read-literal.ts'
import type { Scope } from './scope.ts'

type EntriesQuery = Exclude<HistoryQuery, { kind: 'state' }>

/** Checks what the questions of history facts name: the part, `before`, and what `where` filters by. */
export function checkHistory(root: DocumentNode, ruleIds: ReadonlySet<string>, scope: Scope): void {
  const hasPart = child(child(root, 'subject'), 'part') !== undefined
  for (const { name, history } of scope.names.facts.values()) {
    if (history === null || history.kind === 'state') continue
    const question = child(child(child(root, 'facts'), name), history.kind)
    const of = child(question, 'of')
    if (of !== undefined && history.of === 'part' && !hasPart) scope.faults.add(of, noPart)
    checkBefore(child(question, 'before'), scope)
    const where = child(question, 'where')
    const outcomes = history.entries === 'disputes' ? disputeOutcomes : scope.outcomes.keys()
    checkName(child(where, 'outcome'), { noun: 'outcome', known: [...outcomes], isPast: false }, scope)
    checkName(child(where, 'rule'), { noun: 'rule', known: [...ruleIds], isPast: true }, scope)
    checkName(child(where, 'clause'), { noun: 'clause', known: [...scope.clauseTitles.keys()], isPast: true }, scope)
    const ended = child(where, 'ended')
    if (ended !== undefined && history.entries !== 'disputes') scope.faults.add(ended, endedWithoutDisputes)
    checkFacts(where, history, scope)
  }
}

const noPart: Fault = {
  code: 'no_part',
  message: 'The policy does not say what of an order a request is about.',
  hint: 'Add `part:` to the subject, or write `of: order`.',
}

const endedWithoutDisputes: Fault = {
  code: 'ended_without_disputes',
  message: 'Only disputes end.',
  hint: 'Write `entries: disputes`, or remove `ended`.',
}

function checkBefore(node: DocumentNode | undefined, { names, faults }: Scope): void {
  const name = textOf(node)
  if (node === undefined || name === undefined || names.broken.names.has(name)) return
  const found = names.types.get(name)
  const derived = names.derived.get(name)
  const isPast =
    derived === undefined ? names.facts.get(name)?.from === 'history' : historyFactsOf(derived, names).length > 0
  const isPersonal =
    derived === undefined ? names.facts.get(name)?.personal === true : personalFactsOf(derived, names).length > 0
  if (found?.type.kind === 'timestamp' && !isPast) {
    if (isPersonal) faults.add(node, personalComparison(name))
    return
  }
  const timestamps = [...names.types].filter(([, { type }]) => type.kind === 'timestamp').map(([other]) => other)
  const fault: Fault =
    found === undefined
      ? {
          code: 'unknown_fact',
          message: `There is no fact or derived value ${quote(name)}.${suggestion(name, timestamps)}`,
          hint: 'Name a timestamp.',
        }
      : {
          code: 'wrong_value',
          message: `${quote(name)} is not a timestamp${isPast ? ' that reads no history' : ''}.`,
          hint: 'Name a timestamp, fact or derived value, that reads no history.',
        }
  faults.add(node, fault)
}

/** An earlier entry's fact is compared with one of this request, or a value; that must stay bounded, and never read what an erasure removes. */
function checkFacts(where: DocumentNode | undefined, query: EntriesQuery, { names, faults }: Scope): void {
  for (const [name, { value }] of entriesOf(where)) {
    const isValue = query.where.values.has(name)
    const other = isValue ? name : query.where.facts.get(name)
    const place = isValue ? value : child(value, 'fact')
    if (other === undefined || place === undefined) continue
    const [earlier, now] = [names.facts.get(name), names.facts.get(other)]
    const missing = earlier === undefined ? name : other
    if (earlier !== undefined && now !== undefined) {
      const ofKind = comparisonFault(earlier, now) ?? (isValue ? valueFault(earlier, place) : null)
      const fault = ofKind ?? (isBounded(query) ? null : unbounded)
      if (fault !== null) faults.add(place, fault)
    } else if (!names.broken.names.has(missing)) {
      faults.add(place, {
        code: 'unknown_fact',
        message: `There is no fact ${quote(missing)}.${suggestion(missing, names.facts.keys())}`,
        hint: 'Compare facts of the request or the order: `order.item: { fact: order.item }`.',
      })
    }
  }
}

/** Of the types whose values have one form only. */
const comparedTypes: readonly FactType[] = ['string', 'enum', 'boolean']

function valueFault({ name, type, values }: FactDeclaration, node: DocumentNode): Fault | null {
  if (!comparedTypes.includes(type)) {
    return {
      code: 'type_mismatch',
      message: `${quote(name)} is of the type ${type}: earlier ones are compared with a fact, not with a value.`,
      hint: `Of the types ${comparedTypes.join(', ')} a value is compared.`,
    }
  }
  const literal = readLiteral(node, expressionTypeOf(type, values))
  return literal.ok ? null : literal.fault
}

function comparisonFault(earlier: FactDeclaration, now: FactDeclaration): Fault | null {
  const both = [earlier, now]
  const personal = both.find((fact) => fact.personal)
  const past = both.find((fact) => fact.from === 'history')
  if (personal !== undefined) {
    return personalComparison(personal.name)
  }
  if (past !== undefined) {
    return {
      code: 'reads_history',
      message: `${quote(past.name)} is from history itself.`,
      hint: 'Compare facts of the request or the order.',
    }
  }
  const [left, right] = both.map(({ type, values }) => expressionTypeOf(type, values).kind)
  if (left === right) return null
  return {
    code: 'type_mismatch',
    message: `${quote(earlier.name)} and ${quote(now.name)} are not of one type.`,
    hint: 'Compare values of one type.',
  }
}

function personalComparison(name: string): Fault {
  return {
    code: 'personal_comparison',
    message: `${quote(name)} is personal: an erasure would change what was decided.`,
    hint: 'Compare facts that are not personal, such as a fingerprint of them.',
  }
}

function isBounded({ within, of }: EntriesQuery): boolean {
  return within !== null || of === 'order' || of === 'part'
}

const unbounded: Fault = {
  code: 'unbounded_comparison',
  message: 'Comparing facts looks into every entry of the account.',
  hint: 'Add `within:`, or ask `of: order` or `of: part`.',
}

interface NameCheck {
  readonly noun: 'outcome' | 'rule' | 'clause'
  readonly known: readonly string[]
  /** Whether an earlier version of the policy may have had it, so that the history holds it. */
  readonly isPast: boolean
}

function checkName(node: DocumentNode | undefined, { noun, known, isPast }: NameCheck, { faults }: Scope): void {
  const name = textOf(node)
  if (node === undefined || name === undefined || known.includes(name)) return
  faults.add(
    node,
    {
      code: `unknown_${noun}`,
      message: `There is no ${noun} ${quote(name)} in this policy.${suggestion(name, known)}`,
      hint: isPast ? 'Correct it, unless an earlier version had it.' : `Known: ${known.join(', ')}.`,
    },
    isPast ? 'warning' : 'error',
  )
}
