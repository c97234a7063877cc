import { Rational } from '../../money/rational.ts'
import { formatInstant } from '../../time/instant.ts'
import type { Condition } from '../model/condition.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { Template, Words } from '../model/template.ts'
import type { Value } from '../model/value.ts'
import { formulaOfCondition } from '../parse/formula-of-condition.ts'
import type { Written } from './element.ts'

export function plain(text: string): Written
export function plain(text: string | null): Written | null
/** A text that is what it says. */
export function plain(text: string | null): Written | null {
  return text === null ? null : { text, key: text }
}

export function writtenFormula(formula: Expression): Written
export function writtenFormula(formula: Expression | null): Written | null
/** A formula by its text; two of the same meaning to the evaluator are the same however they are spelled. */
export function writtenFormula(formula: Expression | null): Written | null {
  return formula === null ? null : { text: formula.source, key: structureOf(formula) }
}

/** A condition as the formula that one would write for it; named ones by their name. */
export function writtenCondition(condition: Condition): Written {
  return { text: formulaOfCondition(condition).source, key: structureOf(condition) }
}

/** A value as a policy has it. */
export function valueText(value: Value, type: ExpressionType): string {
  if (value instanceof Rational) return value.toString()
  return typeof value === 'number' && type.kind === 'timestamp' ? formatInstant(value) : String(value)
}

/** A value with its unit. */
export function writtenMeasure({ value, type, unit }: Measure): Written {
  return plain(unit === null ? valueText(value, type) : `${valueText(value, type)} ${unit}`)
}

/** The parts of a text, one for each language: the first has the name itself, the others that of their language behind it. */
export function wordParts(name: string, words: Words): Readonly<Record<string, Written>> {
  const parts = [...words].map(([language, template], index) => {
    return [index === 0 ? name : `${name} (${language})`, plain(templateText(template))] as const
  })
  return Object.fromEntries(parts)
}

function templateText(template: Template): string {
  const texts = template.map((part) => {
    if (typeof part === 'string') return part
    if (part.kind === 'message') return part.source
    return part.kind === 'table' ? `{table ${part.name}}` : `{${part.name}}`
  })
  return texts.join('')
}

/** Names of members that say how something is spelled or where it stands, not what it is. */
const spelling = new Set(['source', 'position'])

/** The same text for the same formula or condition. */
function structureOf(value: unknown): string {
  return JSON.stringify(value, (name, member: unknown) => {
    if (spelling.has(name)) return undefined
    if (member instanceof Rational) return member.toString()
    // What a named condition is, it says itself.
    const isNamed = typeof member === 'object' && member !== null && 'kind' in member && member.kind === 'named'
    return isNamed ? { ...member, of: null } : member
  })
}
