import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { type Fault, type FaultList, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import { factsOf } from '../expression/facts-of.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import type { Subject } from '../model/policy.ts'
import { historyFactsOf } from './history-facts-of.ts'
import { constant } from './parse-choice.ts'
import { parseFormula } from './parse-formula.ts'
import { checkCurrency, hasScale, type MoneySettings } from './parse-settings.ts'
import { personalFactsOf } from './personal-facts-of.ts'
import type { Names } from './scope.ts'

interface SubjectScope {
  readonly faults: FaultList
  readonly names: Names
  readonly money: MoneySettings
}

/** Parses which facts carry identity and money; null with a fault where one of the needed ones has one. */
export function parseSubject(node: DocumentNode | undefined, scope: SubjectScope): Subject | null {
  const formula = (key: string, kinds: readonly ExpressionType['kind'][]): Expression | null =>
    parseFormula(child(node, key), { ...scope, given: new Set(), kinds })
  const order = formula('order', ['text'])
  const account = formula('account', ['text'])
  const charge = fromOrder(child(node, 'charge'), formula('charge', ['number']), scope)
  const cap = fromOrder(child(node, 'cap'), formula('cap', ['number']), scope)
  const currency = parseCurrency(child(node, 'currency'), scope)
  const purchasedAt = formula('purchased_at', ['timestamp', 'date'])
  const part = parsePart(child(node, 'part'), scope)
  const claim = parseClaim(child(node, 'claim'), scope)
  const claimedAt = parseClaimedAt(child(node, 'claimed_at'), scope)
  const state = parseState(child(node, 'state'), { named: [order, account, part], claim, claimedAt }, scope)
  if (order === null || account === null || charge === null || currency === null) return null
  const higherCharge = textOf(child(node, 'higher_charge')) === 'ignore' ? 'ignore' : 'review'
  return {
    order,
    account,
    charge,
    cap: cap ?? charge,
    currency,
    purchasedAt,
    part,
    claim,
    claimedAt,
    state,
    higherCharge,
    language: parseLanguage(child(node, 'language'), scope),
  }
}

function parseCurrency(node: DocumentNode | undefined, scope: SubjectScope): Expression | null {
  const plain = constantCurrency(node, scope)
  if (plain === 'unknown') return null
  const formula = plain ?? parseFormula(node, { ...scope, given: new Set(), kinds: ['text'] })
  const currency = fromOrder(node, formula, scope)
  if (currency?.type.kind === 'text' && node !== undefined) {
    for (const code of currency.type.values ?? [])
      checkCurrency(node, { currency: code, money: scope.money }, scope.faults)
  }
  return currency
}

function smallLetters(code: string, meant: string): Fault {
  return {
    code: 'unknown_currency',
    message: `There is no currency ${quote(code)}. Did you mean ${quote(meant)}?`,
    hint: `Write ${meant}.`,
  }
}

/** The language that the customer reads follows from what the request or the order says. */
function parseLanguage(node: DocumentNode | undefined, scope: SubjectScope): Expression | null {
  const language = parseFormula(node, { ...scope, given: new Set(), kinds: ['text'] })
  if (node === undefined || language === null || historyFactsOf(language, scope.names).length === 0) return language
  scope.faults.add(node, {
    code: 'reads_history',
    message: 'The language cannot follow from history.',
    hint: 'Read a fact of the request or the order: account.language.',
  })
  return null
}

/** What the request is about cannot depend on what was decided before. */
function parsePart(node: DocumentNode | undefined, scope: SubjectScope): Expression | null {
  const part = parseFormula(node, { ...scope, given: new Set(), kinds: ['text'] })
  if (node === undefined || part === null) return null
  const past = historyFactsOf(part, scope.names)
  if (past.length === 0) return part
  scope.faults.add(node, {
    code: 'reads_history',
    message: `What of the order a request is about cannot follow from ${past.map(quote).join(', ')}.`,
    hint: 'Read facts of the request or the order.',
  })
  return null
}

/** A bare code is that currency, unless something of the policy is called so; a code that nobody knows is told. */
function constantCurrency(
  node: DocumentNode | undefined,
  { names, money, faults }: SubjectScope,
): Expression | 'unknown' | null {
  const code = textOf(node) ?? ''
  if (node === undefined || names.types.has(code) || names.broken.names.has(code)) return null
  if (hasScale(code, money)) return constant(code)
  const meant = code.toUpperCase()
  if (hasScale(meant, money)) faults.add(node, smallLetters(code, meant))
  else if (/^[A-Z][A-Z0-9]{2,9}$/.test(code)) checkCurrency(node, { currency: code, money }, faults)
  else return null
  return 'unknown'
}

/** What was paid must not change after the order was seen first. */
function fromOrder(node: DocumentNode | undefined, formula: Expression | null, scope: SubjectScope): Expression | null {
  if (node === undefined || formula === null) return formula
  const others = [...factsOf(formula, scope.names.derived)].filter(
    (name) => scope.names.facts.get(name)?.from !== 'order',
  )
  const personal = personalFactsOf(formula, scope.names)
  if (personal.length > 0) {
    scope.faults.add(node, {
      code: 'personal_money',
      message: `Charge, cap and currency are needed for as long as the order may get money, so they cannot read the personal ${personal.map(quote).join(', ')}.`,
      hint: 'Remove `personal: true` from the fact, or read others.',
    })
    return null
  }
  if (others.length === 0) return formula
  scope.faults.add(node, {
    code: 'not_from_order',
    message: `Charge, cap and currency read only facts that are from: order, not ${others.map(quote).join(', ')}.`,
    hint: 'Add `from: order` to the fact, so that its first value is kept.',
  })
  return null
}

function parseClaim(node: DocumentNode | undefined, scope: SubjectScope): string | null {
  const fact = declaredFact(node, scope)
  if (node === undefined || fact === null) return null
  if (fact.from === 'request' && fact.presence !== 'required' && !fact.personal) return fact.name
  scope.faults.add(node, {
    code: 'claim_fact',
    message: `${quote(fact.name)} cannot tell a claim from a status callback.`,
    hint: 'Name a fact from the request that has a default (or is optional) and is not personal: another value makes it a claim.',
  })
  return null
}

function parseClaimedAt(node: DocumentNode | undefined, scope: SubjectScope): string | null {
  const fact = declaredFact(node, scope)
  if (node === undefined || fact === null) return null
  if (fact.type === 'timestamp' && fact.from !== 'history') return fact.name
  scope.faults.add(node, {
    code: 'claim_fact',
    message: `${quote(fact.name)} does not say when something was claimed.`,
    hint: 'Name a fact from the request of type timestamp.',
  })
  return null
}

interface Identity {
  /** The formulas that name order, account and part. */
  readonly named: readonly (Expression | null)[]
  readonly claim: string | null
  readonly claimedAt: string | null
}

/** The listed facts, else all of the request but identity and claim; order facts in any case; never what an erasure removes. */
function parseState(node: DocumentNode | undefined, identity: Identity, scope: SubjectScope): ReadonlySet<string> {
  const naming = new Set(
    identity.named.flatMap((formula) => (formula === null ? [] : [...factsOf(formula, scope.names.derived)])),
  )
  const facts = [...scope.names.facts.values()]
  const personal = new Set(facts.filter((fact) => fact.personal).map(({ name }) => name))
  const isState = (name: string): boolean =>
    !naming.has(name) && !personal.has(name) && name !== identity.claim && name !== identity.claimedAt
  const ofOrder = facts.filter(({ from }) => from === 'order').map(({ name }) => name)
  if (node !== undefined) return new Set([...listedState(node, isState, scope), ...ofOrder.filter(isState)])
  const ofRequest = facts.filter(({ from }) => from === 'request').map(({ name }) => name)
  return new Set([...ofOrder, ...ofRequest].filter(isState))
}

function listedState(node: DocumentNode, isState: (name: string) => boolean, scope: SubjectScope): readonly string[] {
  return itemsOf(node).flatMap((item) => {
    const fact = declaredFact(item, scope)
    if (fact === null) return []
    if (fact.from !== 'history' && isState(fact.name)) return [fact.name]
    scope.faults.add(item, {
      code: 'state_fact',
      message: `${quote(fact.name)} does not say what became of the order.`,
      hint: 'List facts of the request or the order; those of history, of the claim, those that name order, account or part, and personal ones never count.',
    })
    return []
  })
}

function declaredFact(node: DocumentNode | undefined, { names, faults }: SubjectScope) {
  const name = textOf(node)
  if (node === undefined || name === undefined) return null
  const fact = names.facts.get(name)
  if (fact !== undefined) return fact
  if (!names.broken.names.has(name)) {
    faults.add(node, {
      code: 'unknown_fact',
      message: `There is no fact ${quote(name)}.${suggestion(name, names.facts.keys())}`,
      hint: declaredNames(names.facts.keys(), 'Declare it under `facts`.'),
    })
  }
  return null
}
