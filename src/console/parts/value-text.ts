import type { Words } from '../words/words.ts'

/** A value as it is read: texts and numbers as they are, the rest in the words of the page. */
export function valueText(value: unknown, { common }: Words): string {
  if (value === null || value === undefined) return common.unknown
  if (typeof value === 'boolean') return value ? common.yes : common.no
  if (Array.isArray(value)) return value.map((each) => valueText(each, { common } as Words)).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
