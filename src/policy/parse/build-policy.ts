import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Condition } from '../model/condition.ts'
import type { Measure } from '../model/measure.ts'
import { type BuiltInReason, builtInReasons, type Policy } from '../model/policy.ts'
import type { Words } from '../model/template.ts'
import { checkDisputes } from './check-disputes.ts'
import { checkHistory } from './check-history.ts'
import { expectationNames } from './expectation-names.ts'
import { lackingFor } from './lacking-for.ts'
import { brokenParameters, parseActionDeclarations } from './parse-action-declarations.ts'
import { parseCases } from './parse-cases.ts'
import { parseClauses } from './parse-clauses.ts'
import { parseConstants } from './parse-constants.ts'
import { parseDefinitions } from './parse-definitions.ts'
import { parseFacts } from './parse-facts.ts'
import { parseLabels } from './parse-labels.ts'
import { parseLanguages } from './parse-languages.ts'
import { parseLimits } from './parse-limits.ts'
import { parseRequiredWhen } from './parse-required-when.ts'
import { parseDefaultLevel, parseReview, type ReviewSettings } from './parse-review.ts'
import { parseDefault, parseDisputeRules, parseRefundRules } from './parse-rules.ts'
import { parseDisputeEndings, parseMoney, parseNames, parseOutcomes, parseTimeZone } from './parse-settings.ts'
import { parseSubject } from './parse-subject.ts'
import { parseTables } from './parse-tables.ts'
import { parseWords } from './parse-words.ts'
import { parseWorkingDays } from './parse-working-days.ts'
import { policyReads } from './policy-reads.ts'
import type { DurationScope } from './read-duration.ts'
import type { Scope } from './scope.ts'

type Settings = Pick<
  Policy,
  | 'name'
  | 'contact'
  | 'languages'
  | 'labels'
  | 'timeZone'
  | 'workingDays'
  | 'money'
  | 'refundMethods'
  | 'outcomes'
  | 'actions'
  | 'limits'
  | 'disputeEndings'
> & { readonly review: ReviewSettings }
type Rules = Pick<Policy, 'refunds' | 'defaultRuling' | 'disputes'>

/**
 * Resolves and checks every part of a document; null where a needed part is missing, its fault told. Cases may name what
 * stands in the text as it was written, rules that are off too.
 */
export function buildPolicy(root: DocumentNode, written: DocumentNode, faults: FaultList): Policy | null {
  const constants = parseConstants(root, faults)
  const scoped = { faults, constants: constants.constants }
  const { review: reviewSettings, ...settings } = parseSettings(root, scoped)
  const { languages } = settings
  const places = new WeakMap<Condition, DocumentNode>()
  const declared = {
    constants,
    facts: parseFacts(root, { ...scoped, languages }),
    tables: parseTables(child(root, 'tables'), { ...scoped, languages }),
    rounding: settings.money.rounding,
    workingDays: settings.workingDays,
  }
  const names = parseDefinitions(root, declared, { faults, places })
  const terms = termsOf(settings, reviewSettings)
  const publicText = { faults, names, languages, known: terms, readable: null }
  const title = parseWords(child(root, 'title'), publicText)
  const { clauses, titles } = parseClauses(child(root, 'clauses'), publicText)
  const requiredWhen = parseRequiredWhen(child(root, 'facts'), { faults, names, places })
  const { outcomes, actions } = settings
  const scope: Scope = {
    faults,
    names,
    places,
    outcomes,
    actions,
    brokenParameters: brokenParameters(child(root, 'actions')),
    title,
    languages,
    terms,
    clauseTitles: titles,
    methods: settings.refundMethods,
    levels: reviewSettings.settings.levels,
  }
  const subject = parseSubject(child(root, 'subject'), { faults, names, money: settings.money })
  const review = { ...reviewSettings.settings, level: parseDefaultLevel(root, scope) }
  const messages = parseMessages(child(root, 'messages'), scope)
  const rules = parseAllRules(root, scope)
  const cases = parseCases(root, { faults, names, expectations: expectationNames(written, scope) })
  if (rules === null || subject === null) return null
  const { facts, derived, tables } = names
  const refunds = [...rules.refunds, rules.defaultRuling]
  const reads = policyReads({ ...rules, names, requiredWhen, subject, messages, refunds, level: review.level })
  return {
    ...settings,
    ...rules,
    title,
    constants: constants.constants,
    review,
    subject,
    facts,
    requiredWhen,
    derived,
    tables,
    conditions: names.conditions.resolved,
    messages,
    clauses,
    cases,
    reads,
  }
}

function parseSettings(root: DocumentNode, scope: DurationScope): Settings {
  const { faults, constants } = scope
  const languages = parseLanguages(root, faults)
  const money = parseMoney(child(root, 'money'), faults)
  return {
    name: textOf(child(root, 'name')) ?? '',
    contact: textOf(child(root, 'contact')) ?? null,
    languages,
    labels: parseLabels(root, languages, faults),
    timeZone: parseTimeZone(child(root, 'time_zone'), faults),
    workingDays: parseWorkingDays(root, faults),
    money,
    refundMethods: parseNames(child(root, 'refund_methods'), faults),
    outcomes: parseOutcomes(child(root, 'outcomes'), faults),
    actions: parseActionDeclarations(child(root, 'actions'), faults),
    limits: parseLimits(child(root, 'limits'), { money, faults, constants }),
    review: parseReview(root, scope),
    disputeEndings: parseDisputeEndings(child(root, 'dispute_endings')),
  }
}

/** What texts call limits and review times: `limits.decision.EUR`, `review.due`. */
function termsOf({ limits }: Pick<Settings, 'limits'>, { times }: ReviewSettings): ReadonlyMap<string, Measure> {
  const type = { kind: 'number' } as const
  return new Map([
    ...limits.map(({ per, currency, amount }) => {
      return [`limits.${per}.${currency}`, { value: Rational.of(amount), type, unit: currency }] as const
    }),
    ['review.target', times.target],
    ['review.due', times.due],
  ])
}

function parseMessages(node: DocumentNode | undefined, scope: Scope): ReadonlyMap<BuiltInReason, Words> {
  const messages = new Map<BuiltInReason, Words>()
  for (const reason of builtInReasons) {
    const text = child(node, reason)
    if (text === undefined) continue
    const { faults, names, languages, terms } = scope
    const readable = { amounts: new Set<string>(), lacking: lackingFor(reason) }
    messages.set(reason, parseWords(text, { faults, names, languages, known: terms, readable }))
  }
  return messages
}

function parseAllRules(root: DocumentNode, scope: Scope): Rules | null {
  const ids = new Set<string>()
  const refunds = parseRefundRules(child(root, 'refunds'), ids, scope)
  const defaultRuling = parseDefault(child(root, 'default'), scope)
  const disputes = parseDisputeRules(child(root, 'disputes'), ids, scope)
  checkDisputes(child(root, 'disputes'), disputes, scope)
  checkHistory(root, ids, scope)
  return defaultRuling === null ? null : { refunds, defaultRuling, disputes }
}
