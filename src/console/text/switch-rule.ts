import { isMap, isScalar } from 'yaml'
import { removeLine, setValue } from './edit-text.ts'
import type { FormRule } from './form-values.ts'
import { type ReadText, readText } from './read-text.ts'

/** The text with the rule on or off: `off: true` stands below its id. Null where it cannot be written there. */
export function switchRule(read: ReadText, rule: FormRule, on: boolean): string | null {
  if (on === !rule.isOff) return null
  const owner = read.document.getIn(rule.path, true)
  if (!isMap(owner)) return null
  if (on)
    return owner.flow === true
      ? setValue(read, [...rule.path, 'off'], 'false')
      : removeLine(read, [...rule.path, 'off'])
  if (owner.has('off')) return setValue(read, [...rule.path, 'off'], 'true')
  const id = owner.items.find(({ key }) => isScalar(key) && key.value === 'id')?.value
  if (!isScalar(id) || !id.range) return null
  const { text } = read
  if (owner.flow === true) return checked(`${text.slice(0, id.range[1])}, off: true${text.slice(id.range[1])}`)
  const start = owner.range?.[0] ?? 0
  const column = start - (text.lastIndexOf('\n', start - 1) + 1)
  const newline = text.indexOf('\n', id.range[1])
  const at = newline === -1 ? text.length : newline
  return checked(`${text.slice(0, at)}\n${' '.repeat(column)}off: true${text.slice(at)}`)
}

function checked(text: string): string | null {
  return readText(text).isReadable ? text : null
}
