import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import { factsOf } from '../expression/facts-of.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import type { Subject } from '../model/policy.ts'
import { constant } from './parse-choice.ts'
import { parseFormula } from './parse-formula.ts'
import { checkCurrency, hasScale, type MoneySettings } from './parse-settings.ts'
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
  const currency = fromOrder(
    child(node, 'currency'),
    constantCurrency(child(node, 'currency'), scope) ?? formula('currency', ['text']),
    scope,
  )
  const purchasedAt = formula('purchased_at', ['timestamp', 'date'])
  const claim = parseClaim(child(node, 'claim'), scope)
  const claimedAt = parseClaimedAt(child(node, 'claimed_at'), scope)
  const currencyNode = child(node, 'currency')
  if (currency?.type.kind === 'text' && currencyNode !== undefined) {
    for (const code of currency.type.values ?? [])
      checkCurrency(currencyNode, { currency: code, money: scope.money }, scope.faults)
  }
  if (order === null || account === null || charge === null || currency === null) return null
  return { order, account, charge, currency, purchasedAt, claim, claimedAt }
}

/** A bare code is that currency, unless something of the policy is called so. */
function constantCurrency(node: DocumentNode | undefined, { names, money }: SubjectScope): Expression | null {
  const code = textOf(node) ?? ''
  const isTaken = names.types.has(code) || names.broken.names.has(code)
  return !isTaken && hasScale(code, money) ? constant(code) : null
}

/** What was paid must not change after the order was seen first. */
function fromOrder(node: DocumentNode | undefined, formula: Expression | null, scope: SubjectScope): Expression | null {
  if (node === undefined || formula === null) return formula
  const others = [...factsOf(formula, scope.names.derived)].filter(
    (name) => scope.names.facts.get(name)?.from !== 'order',
  )
  if (others.length === 0) return formula
  scope.faults.add(node, {
    code: 'not_from_order',
    message: `Charge and currency read only facts that are from: order, not ${others.map(quote).join(', ')}.`,
    hint: 'Add `from: order` to the fact, so that its first value is kept.',
  })
  return null
}

function parseClaim(node: DocumentNode | undefined, scope: SubjectScope): string | null {
  const fact = declaredFact(node, scope)
  if (node === undefined || fact === null) return null
  if (fact.from === 'request' && fact.presence !== 'required') return fact.name
  scope.faults.add(node, {
    code: 'claim_fact',
    message: `${quote(fact.name)} cannot tell a claim from a status callback.`,
    hint: 'Name a fact from the request that has a default (or is optional): another value makes it a claim.',
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
