import { Rational } from '../../money/rational.ts'
import { durationText } from '../../time/durations.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import type { ActionDeclaration } from '../model/action.ts'
import type { FactDeclaration, Policy, Subject, Table } from '../model/policy.ts'
import { weekdayNames } from '../model/weekday-names.ts'
import { describeClauses, describeRules } from './describe-rules.ts'
import { type Element, elementOf, type Written } from './element.ts'
import { plain, valueText, wordParts, writtenCondition, writtenFormula, writtenMeasure } from './written.ts'

/** All that a policy says, as things with names. */
export function describePolicy(policy: Policy): readonly Element[] {
  const { facts, derived, constants, labels, tables, conditions, actions, limits, messages } = policy
  return [
    ...describeSettings(policy),
    elementOf('subject', 'subject', subjectParts(policy.subject)),
    ...[...facts.values()].map((fact) => elementOf('fact', fact.name, factParts(fact, policy))),
    // What stands in a condition without a name is told with the condition.
    ...[...derived]
      .filter(([name]) => isName(name))
      .map(([name, formula]) => elementOf('derived', name, { '': writtenFormula(formula) })),
    ...[...constants].map(([name, measure]) => elementOf('constant', name, { '': writtenMeasure(measure) })),
    ...[...labels].map(([name, label]) => elementOf('label', name, Object.fromEntries(languageParts(label)))),
    ...[...tables].map(([name, table]) => elementOf('table', name, tableParts(table))),
    ...[...conditions].map(([name, one]) => elementOf('condition', name, { '': writtenCondition(one) })),
    ...[...actions].map(([name, action]) => elementOf('action', name, declaredParts(action))),
    ...limits.map(({ per, currency, amount }) => elementOf('limit', `${per}.${currency}`, { '': plain(amount) })),
    ...[...messages].map(([reason, words]) => elementOf('message', reason, wordParts('text', words))),
    ...describeClauses(policy.clauses),
    ...describeRules(policy),
  ]
}

function isName(name: string): boolean {
  return /^[A-Za-z_][\w.]*$/u.test(name)
}

function describeSettings(policy: Policy): readonly Element[] {
  const { review, money, disputeEndings } = policy
  const settings: Readonly<Record<string, Readonly<Record<string, Written | null>>>> = {
    title: wordParts('', policy.title),
    contact: { '': plain(policy.contact) },
    languages: { '': plain(policy.languages.join(', ')) },
    time_zone: { '': plain(policy.timeZone) },
    working_days: workingDayParts(policy.workingDays),
    money: { rounding: plain(money.rounding), scale: pairs(money.scale) },
    refund_methods: { '': plain(policy.refundMethods.join(', ')) },
    outcomes: { '': pairs(policy.outcomes) },
    review: {
      levels: plain(review.levels.join(', ')),
      level: writtenFormula(review.level),
      target: plain(durationText(review.targetMilliseconds)),
      due: plain(durationText(review.dueMilliseconds)),
    },
    dispute_endings: { '': pairs(new Map(Object.entries(disputeEndings))) },
  }
  return Object.entries(settings).map(([name, parts]) => elementOf('setting', name, parts))
}

/** Each holiday by itself: of a long list one sees what came and went. */
function workingDayParts(workingDays: WorkingDays | null): Readonly<Record<string, Written | null>> {
  if (workingDays === null) return {}
  const { weekdays, holidays, knownUntil } = workingDays
  return {
    weekdays: plain(weekdays.map((weekday) => weekdayNames[weekday - 1]).join(', ')),
    ...Object.fromEntries(holidays.map((day) => [`holiday ${day}`, plain('a holiday')])),
    known_until: plain(knownUntil),
  }
}

function pairs(map: ReadonlyMap<string, string | number>): Written {
  return plain([...map].map(([name, value]) => `${name}: ${value}`).join(', '))
}

function languageParts(words: ReadonlyMap<string, string>): readonly (readonly [string, Written])[] {
  return [...words].map(([language, text], index) => [index === 0 ? '' : language, plain(text)])
}

function subjectParts(subject: Subject): Readonly<Record<string, Written | null>> {
  return {
    order: writtenFormula(subject.order),
    account: writtenFormula(subject.account),
    charge: writtenFormula(subject.charge),
    cap: writtenFormula(subject.cap),
    currency: writtenFormula(subject.currency),
    part: writtenFormula(subject.part),
    state: plain([...subject.state].sort().join(', ')),
    higher_charge: plain(subject.higherCharge),
    purchased_at: writtenFormula(subject.purchasedAt),
    claim: plain(subject.claim),
    claimed_at: plain(subject.claimedAt),
    language: writtenFormula(subject.language),
  }
}

function factParts(fact: FactDeclaration, { requiredWhen }: Policy): Readonly<Record<string, Written | null>> {
  const { defaultValue, history } = fact
  return {
    type: plain(fact.type),
    values: plain(fact.values?.join(', ') ?? null),
    from: plain(fact.from),
    minimum: plain(fact.minimum?.toString() ?? null),
    maximum: plain(fact.maximum?.toString() ?? null),
    presence: plain(fact.presence),
    default: defaultValue === null ? null : plain(valueText(defaultValue, { kind: typeKindOf(fact) })),
    'required when': writtenFormula(requiredWhen.get(fact.name) ?? null),
    personal: fact.personal ? plain('true') : null,
    history: history === null ? null : plain(JSON.stringify(history, withMaps)),
    description: plain(fact.description),
  }
}

function typeKindOf({ type }: FactDeclaration): 'timestamp' | 'text' {
  return type === 'timestamp' ? 'timestamp' : 'text'
}

function withMaps(_name: string, member: unknown): unknown {
  return member instanceof Map ? Object.fromEntries(member) : member
}

const edges = { up_to: '<=', below: '<', at_least: '>=', above: '>' } as const

function tableParts(table: Table): Readonly<Record<string, Written | null>> {
  const cell = (value: Table['otherwise']): string | null => (value === null ? null : valueText(value, table.type))
  const rows: readonly (readonly [string, string | null])[] =
    table.kind === 'tier'
      ? table.rows.map(({ edge, bound, value }) => [`row ${edges[edge]} ${boundText(bound)}`, cell(value)])
      : [...table.rows].map(([key, value]) => [`row ${key}`, cell(value)])
  const parts = Object.fromEntries(rows.map(([name, value]) => [name, plain(value)]))
  return { ...parts, otherwise: plain(cell(table.otherwise)), order: tierOrder(table) }
}

/** The first row that matches counts. */
function tierOrder(table: Table): Written | null {
  if (table.kind !== 'tier') return null
  return plain(table.rows.map(({ edge, bound }) => `${edges[edge]} ${boundText(bound)}`).join(', '))
}

function boundText(bound: Table['otherwise']): string {
  return bound instanceof Rational ? bound.toString() : String(bound)
}

function declaredParts({ per, parameters }: ActionDeclaration): Readonly<Record<string, Written | null>> {
  const declared = [...parameters].map(([name, { type, quantity }]) => [
    `parameter ${name}`,
    plain(quantity === null ? type.kind : `${type.kind} ${JSON.stringify(quantity)}`),
  ])
  return { per: plain(per), ...Object.fromEntries(declared) }
}
