import { parseInstant } from '../../time/instant.ts'
import { longDayText } from '../wording/time-text.ts'
import { escapeHtml } from './escape-html.ts'

/** The UTC day of an instant, for people and for programs. */
export function dayHtml(instant: string, language: string): string {
  const day = escapeHtml(instant.slice(0, 10))
  return `<time datetime="${day}">${escapeHtml(longDayText(parseInstant(instant), language))}</time>`
}
