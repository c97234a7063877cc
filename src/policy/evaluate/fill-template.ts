import type { Template, TemplatePlaceholder } from '../model/template.ts'
import type { Evaluated } from '../model/value.ts'
import type { RulingMessage } from './evaluator.ts'
import { valueText } from './value-text.ts'

/** Where the words of a message come from. */
export interface TemplateSource {
  value(kind: 'fact' | 'derived', name: string): Evaluated
  readonly currency: string | null
  readonly method: string | null
}

/** Fills in everything but sums and named amounts, which depend on what was credited before; what is unknown reads "unknown". */
export function fillTemplate(template: Template, source: TemplateSource): RulingMessage {
  const parts: RulingMessage[number][] = []
  for (const part of template) {
    const filled = typeof part === 'string' ? part : fillPlaceholder(part, source)
    const last = parts.at(-1)
    if (typeof filled === 'string' && typeof last === 'string') parts[parts.length - 1] = last + filled
    else parts.push(filled)
  }
  return parts
}

function fillPlaceholder(part: TemplatePlaceholder, source: TemplateSource): RulingMessage[number] {
  switch (part.kind) {
    case 'fact':
    case 'derived':
      return valueText(source.value(part.kind, part.name))
    case 'amount':
      return { placeholder: 'amount', name: part.name }
    case 'decision':
      switch (part.name) {
        case 'currency':
          return source.currency ?? 'unknown'
        case 'method':
          return source.method ?? 'unknown'
        case 'refund':
        case 'entitled':
        case 'already_credited':
        case 'proposed':
          return { placeholder: part.name }
      }
  }
}
