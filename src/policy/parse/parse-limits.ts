import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, keyPlace, type Place, placeOf, quote } from '../document/fault-list.ts'
import type { Measure } from '../model/measure.ts'
import type { Limit } from '../model/policy.ts'
import { checkCurrency, type MoneySettings } from './parse-settings.ts'
import { readLiteral } from './read-literal.ts'

interface LimitScope {
  readonly money: MoneySettings
  readonly faults: FaultList
  readonly constants: ReadonlyMap<string, Measure>
}

interface WrittenLimit {
  readonly per: string | undefined
  readonly currency: string | undefined
  readonly currencyPlace: Place
  readonly amount: DocumentNode | undefined
  readonly place: Place
}

/** The largest automatic refunds, from a list or from maps by currency; each currency must have a scale. */
export function parseLimits(
  node: DocumentNode | undefined,
  { money, faults, constants }: LimitScope,
): readonly Limit[] {
  const seen = new Set<string>()
  return writtenLimits(node).flatMap(({ per, currency, currencyPlace, amount: written, place }) => {
    const constant = constants.get(textOf(written) ?? '')
    const amount =
      written === undefined || constant === undefined
        ? readAmount(written, faults)
        : constantAmount(written, { constant, currency }, faults)
    // What is not even written like a currency is told by the form.
    if (currency !== undefined && /^[A-Z0-9]/.test(currency)) checkCurrency(currencyPlace, { currency, money }, faults)
    if ((per !== 'decision' && per !== 'account_day' && per !== 'day') || currency === undefined || amount === null)
      return []
    if (seen.has(`${per} ${currency}`)) {
      faults.add(place, {
        code: 'duplicate_limit',
        message: `There is a limit per ${per} in ${currency} already.`,
        hint: 'Keep one of them.',
      })
    }
    seen.add(`${per} ${currency}`)
    return [{ per, currency, amount }]
  })
}

function writtenLimits(node: DocumentNode | undefined): readonly WrittenLimit[] {
  const listed = itemsOf(node).map((item) => ({
    per: textOf(child(item, 'per')),
    currency: textOf(child(item, 'currency')),
    currencyPlace: placeOf(child(item, 'currency') ?? item),
    amount: child(item, 'amount'),
    place: placeOf(item),
  }))
  const mapped = entriesOf(node).flatMap(([per, { value }]) =>
    entriesOf(value).map(([currency, entry]) => {
      const place = keyPlace(value, currency, entry)
      return { per, currency, currencyPlace: place, amount: entry.value, place }
    }),
  )
  return [...listed, ...mapped]
}

function constantAmount(
  node: DocumentNode,
  { constant, currency }: { readonly constant: Measure; readonly currency: string | undefined },
  faults: FaultList,
): string | null {
  const { value, unit } = constant
  const isAmount = value instanceof Rational && value.sign() >= 0
  if (isAmount && (unit === null || unit === currency)) return value.toString()
  faults.add(node, {
    code: 'wrong_value',
    message: isAmount ? `The constant is an amount in ${quote(unit ?? '')}.` : 'A limit is a number of 0 or more.',
    hint: isAmount ? `Name a constant whose unit is ${currency ?? 'the currency'}.` : 'Name a constant that is one.',
  })
  return null
}

function readAmount(node: DocumentNode | undefined, faults: FaultList): string | null {
  if (node?.kind !== 'scalar' || node.type === 'null' || node.type === 'boolean') return null
  const literal = readLiteral(node, { kind: 'number' })
  if (!literal.ok) faults.add(node, literal.fault)
  else if (literal.value instanceof Rational && literal.value.sign() < 0) {
    faults.add(node, { code: 'wrong_value', message: 'A limit is not negative.', hint: 'Write 0 or more.' })
  } else return node.text
  return null
}
