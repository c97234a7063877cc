import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Condition } from '../model/condition.ts'
import { type BuiltInReason, builtInReasons, type Policy } from '../model/policy.ts'
import type { Template } from '../model/template.ts'
import { checkDisputes } from './check-disputes.ts'
import { checkHistory } from './check-history.ts'
import { expectationNames } from './expectation-names.ts'
import { brokenParameters, parseActionDeclarations } from './parse-action-declarations.ts'
import { parseCases } from './parse-cases.ts'
import { parseClauses } from './parse-clauses.ts'
import { parseDefinitions } from './parse-definitions.ts'
import { parseFacts } from './parse-facts.ts'
import { parseLimits } from './parse-limits.ts'
import { parseRequiredWhen } from './parse-required-when.ts'
import { parseDefaultLevel, parseReview, type ReviewSettings } from './parse-review.ts'
import { parseDefault, parseDisputeRules, parseRefundRules } from './parse-rules.ts'
import { parseDisputeEndings, parseMoney, parseNames, parseOutcomes, parseTimeZone } from './parse-settings.ts'
import { parseSubject } from './parse-subject.ts'
import { parseTables } from './parse-tables.ts'
import { parseTemplate } from './parse-template.ts'
import { policyReads } from './policy-reads.ts'
import type { Scope } from './scope.ts'

type Settings = Pick<
  Policy,
  | 'name'
  | 'title'
  | 'contact'
  | 'language'
  | 'timeZone'
  | 'money'
  | 'refundMethods'
  | 'outcomes'
  | 'actions'
  | 'limits'
  | 'disputeEndings'
> & { readonly review: ReviewSettings }
type Rules = Pick<Policy, 'refunds' | 'defaultRuling' | 'disputes'>

/** Resolves and checks every part of a document; null where a needed part is missing, its fault told. */
export function buildPolicy(root: DocumentNode, faults: FaultList): Policy | null {
  const settings = parseSettings(root, faults)
  const places = new WeakMap<Condition, DocumentNode>()
  const declared = {
    facts: parseFacts(root, faults),
    tables: parseTables(child(root, 'tables'), faults),
    rounding: settings.money.rounding,
  }
  const names = parseDefinitions(root, declared, { faults, places })
  const { clauses, titles } = parseClauses(child(root, 'clauses'), faults)
  const requiredWhen = parseRequiredWhen(child(root, 'facts'), { faults, names, places })
  const { outcomes, actions, title } = settings
  const scope: Scope = {
    faults,
    names,
    places,
    outcomes,
    actions,
    brokenParameters: brokenParameters(child(root, 'actions')),
    title,
    clauseTitles: titles,
    methods: settings.refundMethods,
    levels: settings.review.levels,
  }
  const subject = parseSubject(child(root, 'subject'), { faults, names, money: settings.money })
  const review = { ...settings.review, level: parseDefaultLevel(root, scope) }
  const messages = parseMessages(child(root, 'messages'), scope)
  const rules = parseAllRules(root, scope)
  const cases = parseCases(root, { faults, names, expectations: expectationNames(root, scope) })
  if (rules === null || subject === null) return null
  const { facts, derived, tables } = names
  const refunds = [...rules.refunds, rules.defaultRuling]
  const reads = policyReads({ ...rules, names, requiredWhen, subject, messages, refunds, level: review.level })
  return {
    ...settings,
    ...rules,
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

function parseSettings(root: DocumentNode, faults: FaultList): Settings {
  const money = parseMoney(child(root, 'money'), faults)
  return {
    name: textOf(child(root, 'name')) ?? '',
    title: textOf(child(root, 'title')) ?? '',
    contact: textOf(child(root, 'contact')) ?? null,
    language: textOf(child(root, 'language')) ?? 'en',
    timeZone: parseTimeZone(child(root, 'time_zone'), faults),
    money,
    refundMethods: parseNames(child(root, 'refund_methods'), faults),
    outcomes: parseOutcomes(child(root, 'outcomes'), faults),
    actions: parseActionDeclarations(child(root, 'actions'), faults),
    limits: parseLimits(child(root, 'limits'), money, faults),
    review: parseReview(root, faults),
    disputeEndings: parseDisputeEndings(child(root, 'dispute_endings')),
  }
}

function parseMessages(node: DocumentNode | undefined, scope: Scope): ReadonlyMap<BuiltInReason, Template> {
  const messages = new Map<BuiltInReason, Template>()
  for (const reason of builtInReasons) {
    const { faults, names } = scope
    const template = parseTemplate(child(node, reason), { faults, names, amounts: new Set(), isRefund: true })
    if (template !== null) messages.set(reason, template)
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
