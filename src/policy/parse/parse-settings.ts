import { minorUnit } from '../../money/currencies.ts'
import { type RoundingMode, roundingModes } from '../../money/rounding-mode.ts'
import { isTimeZone } from '../../time/time-zone.ts'
import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, keyPlace, type Place, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import { type DisputeEndings, disputeEndings } from '../model/dispute-ending.ts'
import { type OutcomeKind, outcomeKinds } from '../model/policy.ts'
import { readScale } from './read-scale.ts'

/** How amounts are rounded, and the digits of currencies that differ from their usual ones. */
export interface MoneySettings {
  readonly rounding: RoundingMode
  readonly scale: ReadonlyMap<string, number>
}

/** Rounding (half_even) and the scales that differ from the currencies' own. */
export function parseMoney(node: DocumentNode | undefined, faults: FaultList): MoneySettings {
  const rounding = roundingModes.find((mode) => mode === textOf(child(node, 'rounding'))) ?? 'half_even'
  const scale = new Map<string, number>()
  for (const [currency, { value }] of entriesOf(child(node, 'scale'))) {
    const digits = readScale(value, faults)
    if (digits !== undefined) scale.set(currency, digits)
  }
  return { rounding, scale }
}

/** An IANA time zone, UTC where none is given. */
export function parseTimeZone(node: DocumentNode | undefined, faults: FaultList): string {
  const zone = textOf(node)
  if (node === undefined || zone === undefined) return 'UTC'
  if (!isTimeZone(zone)) {
    faults.add(node, {
      code: 'unknown_time_zone',
      message: `${quote(zone)} is not an IANA time zone.`,
      hint: 'Write a name such as Europe/Vienna or UTC.',
    })
  }
  return zone
}

/** The texts of a list, each once. */
export function parseNames(node: DocumentNode | undefined, faults: FaultList): readonly string[] {
  const names: string[] = []
  for (const item of itemsOf(node)) {
    const name = textOf(item)
    if (name === undefined) continue
    if (names.includes(name)) {
      faults.add(item, {
        code: 'duplicate_value',
        message: `${quote(name)} stands here a second time.`,
        hint: 'Keep one of them.',
      })
    } else names.push(name)
  }
  return names
}

/** Labels and the kinds themselves. */
export function parseOutcomes(node: DocumentNode | undefined, faults: FaultList): ReadonlyMap<string, OutcomeKind> {
  const outcomes = new Map<string, OutcomeKind>(outcomeKinds.map((kind) => [kind, kind]))
  for (const [label, entry] of entriesOf(node)) {
    const kind = outcomeKinds.find((name) => name === textOf(entry.value))
    if (kind === undefined) continue
    if ((outcomes.get(label) ?? kind) !== kind) {
      faults.add(keyPlace(entry.value.parent ?? entry.value, label, entry), {
        code: 'reserved_name',
        message: `${quote(label)} is an outcome of its own and cannot mean ${kind}.`,
        hint: 'Choose another label.',
      })
    } else outcomes.set(label, kind)
  }
  return outcomes
}

/** What the end of a dispute does to the standing: nothing, where the policy does not say. */
export function parseDisputeEndings(node: DocumentNode | undefined): DisputeEndings {
  const ending = (end: keyof DisputeEndings) =>
    disputeEndings.find((name) => name === textOf(child(node, end))) ?? 'keep'
  return { won: ending('won'), lost: ending('lost'), withdrawn: ending('withdrawn') }
}

/** Tells a currency that neither ISO 4217 nor the policy gives a scale for. */
export function checkCurrency(
  at: DocumentNode | Place,
  { currency, money }: { readonly currency: string; readonly money: MoneySettings },
  faults: FaultList,
): void {
  if (hasScale(currency, money)) return
  faults.add(at, {
    code: 'unknown_currency',
    message: `Nobody knows how many digits ${quote(currency)} has after the point.${suggestion(currency, money.scale.keys())}`,
    hint: `Write an ISO 4217 code, or add it: money: { scale: { ${currency.slice(0, 12)}: 2 } }.`,
  })
}

/** Whether the policy or ISO 4217 says how many digits a currency has. */
export function hasScale(currency: string, { scale }: MoneySettings): boolean {
  return scale.has(currency) || minorUnit(currency) !== undefined
}
