import { Rational } from '../../money/rational.ts'
import { parseDuration, parseMonths } from '../../time/durations.ts'
import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import { child, type DocumentNode, entriesOf, type ScalarNode, textOf } from '../document/document-node.ts'
import { type Fault, type FaultList, keyPlace, quote } from '../document/fault-list.ts'
import { numberBeforeUnit } from '../expression/number-before-unit.ts'
import type { ExpressionType } from '../model/expression.ts'
import { type ConstantType, constantTypes, type Measure } from '../model/measure.ts'
import type { Value } from '../model/value.ts'
import { nameFault } from './name-fault.ts'
import { isTooPrecise, tooPrecise } from './read-literal.ts'

/** The constants, and the names of those that have a fault. */
export interface ParsedConstants {
  readonly constants: ReadonlyMap<string, Measure>
  readonly broken: ReadonlySet<string>
}

/** Reads the constants; they share their names with facts and derived values. */
export function parseConstants(root: DocumentNode, faults: FaultList): ParsedConstants {
  const node = child(root, 'constants')
  const constants = new Map<string, Measure>()
  const broken = new Set<string>()
  for (const [name, entry] of entriesOf(node)) {
    const place = keyPlace(entry.value.parent ?? entry.value, name, entry)
    const fault = nameFault(name) ?? takenFault(name, root)
    if (fault !== null) faults.add(place, fault)
    const constant = parseConstant(entry.value, faults)
    if (constant === null || fault !== null) broken.add(name)
    else constants.set(name, constant)
  }
  return { constants, broken }
}

function takenFault(name: string, root: DocumentNode): Fault | null {
  const section = ['facts', 'derived'].find((key) => child(child(root, key), name) !== undefined)
  if (section === undefined) return null
  return {
    code: 'duplicate_name',
    message: `${quote(name)} stands under ${section} already.`,
    hint: 'Facts, derived values and constants share their names: rename one.',
  }
}

function parseConstant(node: DocumentNode, faults: FaultList): Measure | null {
  const value = node.kind === 'map' ? child(node, 'value') : node
  if (value?.kind !== 'scalar' || value.type === 'null') return null
  const declared = constantTypes.find((type) => type === textOf(child(node, 'type'))) ?? null
  if (value.type === 'number' && isTooPrecise(value.text)) {
    faults.add(value, tooPrecise(value.text))
    return null
  }
  const found = declared === null ? readAny(value) : readAs(declared, value)
  if (found === null) {
    faults.add(value, {
      code: 'wrong_value',
      message: `${quote(value.text)} is not a value of the type ${declared ?? 'that is stated'}.`,
      hint: 'Write a number ("12.50"), a duration (30 days), a text, true or false, a day or a timestamp, as the type says.',
    })
    return null
  }
  return withUnit(found, child(node, 'unit'), faults)
}

function withUnit(found: Measure, node: DocumentNode | undefined, faults: FaultList): Measure | null {
  const unit = textOf(node)
  if (node === undefined || unit === undefined) return found
  if (found.type.kind === 'number' && found.unit === null) return { ...found, unit }
  const isStated = found.unit !== null
  const number = typeof found.value === 'string' ? numberBeforeUnit(found.value) : null
  const alone = number === null ? 'Remove `unit`.' : `Write the number alone: \`{ value: ${number}, unit: ${unit} }\`.`
  faults.add(node, {
    code: 'unit_not_here',
    message: isStated ? `The value says its unit already: ${found.unit}.` : 'Only a number has a unit.',
    hint: isStated ? 'Remove `unit`, or write the number alone.' : alone,
  })
  return null
}

function readAny(node: ScalarNode): Measure | null {
  const type = constantTypes.find(
    (candidate) => candidate !== 'integer' && candidate !== 'string' && readAs(candidate, node),
  )
  return readAs(type ?? 'string', node)
}

function readAs(type: ConstantType, node: ScalarNode): Measure | null {
  const { text } = node
  switch (type) {
    case 'integer':
    case 'decimal': {
      const value = node.type === 'boolean' ? undefined : Rational.parse(text)
      return value === undefined || (type === 'integer' && !value.isInteger()) ? null : measure('number', value)
    }
    case 'duration': {
      const [, number = '', unit = ''] = /^(\d+) ?([a-z]+)$/u.exec(text) ?? []
      const isDuration = parseDuration(text) !== undefined || parseMonths(text) !== undefined
      return isDuration ? { ...measure('number', Rational.of(number)), unit } : null
    }
    case 'boolean':
      return node.type === 'boolean' ? measure('boolean', text.toLowerCase() === 'true') : null
    case 'timestamp': {
      const value = parseTimestamp(text)
      return value === undefined ? null : measure('timestamp', value)
    }
    case 'date': {
      const value = parseDate(text)
      return value === undefined ? null : measure('date', value)
    }
    case 'string':
      return node.type === 'boolean' ? null : { value: text, type: { kind: 'text', values: [text] }, unit: null }
  }
}

function measure(kind: Exclude<ExpressionType['kind'], 'text'>, value: Value): Measure {
  return { value, type: { kind }, unit: null }
}
