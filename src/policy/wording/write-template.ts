import type { NamedValue, Template, TemplatePlaceholder } from '../model/template.ts'
import { messageText } from './message-text.ts'
import { type Shown, shownText, type TextStyle } from './shown-text.ts'

/** What a name in a text stands for. */
export type ShownBy = (named: NamedValue | TemplatePlaceholder) => Shown

/** The text in one language with everything filled in; a table is left out. */
export function writeTemplate(template: Template, shown: ShownBy, style: TextStyle): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.kind === 'table') return ''
      return part.kind === 'message' ? messageText(part, shown, style) : shownText(shown(part), style, part.bare)
    })
    .join('')
}

/** The text of a language in which nothing depends on a decision: a clause, a title. */
export function writeFixed(template: Template, style: TextStyle): string {
  return writeTemplate(
    template,
    (named) => (named.kind === 'measure' ? { kind: 'value', ...named.measure } : null),
    style,
  )
}
