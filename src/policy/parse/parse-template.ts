import type { DocumentNode, ScalarNode } from '../document/document-node.ts'
import { type Fault, type FaultList, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import {
  type DecisionPlaceholder,
  decisionPlaceholders,
  type Template,
  type TemplatePlaceholder,
} from '../model/template.ts'
import { placeIn } from './parse-formula.ts'
import type { Names } from './scope.ts'

/** What placeholders may name where the text stands. */
export interface TemplateScope {
  readonly faults: FaultList
  readonly names: Names
  /** Named amounts of the rule. */
  readonly amounts: ReadonlySet<string>
  /** False in dispute rules, which decide no refund. */
  readonly isRefund: boolean
}

const tokenPattern = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g

/** Parses a text with placeholders; null where it has a fault or is none. */
export function parseTemplate(node: DocumentNode | undefined, scope: TemplateScope): Template | null {
  if (node?.kind !== 'scalar' || node.type !== 'text') return null
  const parts: (string | TemplatePlaceholder)[] = []
  let isFaulty = false
  warnOfDoubledBraces(node, scope)
  for (const match of node.text.matchAll(tokenPattern)) {
    const [token, name] = match
    const part =
      token === '{{' || token === '}}' ? token.charAt(0) : name === undefined ? token : placeholder(name.trim(), scope)
    const fault =
      token === '{' || token === '}'
        ? loneBrace(token)
        : part === null
          ? unknownPlaceholder((name ?? '').trim(), scope)
          : null
    if (fault !== null) {
      if (!scope.names.broken.names.has((name ?? '').trim())) tell(node, { fault, offset: match.index }, scope.faults)
      isFaulty = true
    } else if (part !== null) append(parts, part)
  }
  return isFaulty ? null : parts
}

/** Other template languages write `{{name}}` for what is `{name}` here. */
function warnOfDoubledBraces(node: ScalarNode, scope: TemplateScope): void {
  for (const match of node.text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = (match[1] ?? '').trim()
    if (placeholder(name, scope) === null) continue
    const fault: Fault = {
      code: 'doubled_braces',
      message: `{{${name}}} is written out as {${name}}, not filled in.`,
      hint: `To fill it in, write {${name}}.`,
    }
    scope.faults.add(placeIn(node, match.index), fault, 'warning')
  }
}

function append(parts: (string | TemplatePlaceholder)[], part: string | TemplatePlaceholder): void {
  const last = parts.at(-1)
  if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
  else parts.push(part)
}

function tell(
  node: ScalarNode,
  { fault, offset }: { readonly fault: Fault; readonly offset: number },
  faults: FaultList,
): void {
  faults.add(placeIn(node, offset), fault)
}

/** Named amounts first, then the policy's own names, then what the decision gives. */
function placeholder(name: string, { names, amounts, isRefund }: TemplateScope): TemplatePlaceholder | null {
  if (amounts.has(name)) return { kind: 'amount', name }
  const known = names.types.get(name)
  if (known !== undefined) return { kind: known.kind, name, type: known.type }
  const decided = isRefund ? decisionPlaceholders.find((candidate) => candidate === name) : undefined
  return decided === undefined ? null : { kind: 'decision', name: decided satisfies DecisionPlaceholder }
}

function unknownPlaceholder(name: string, { names, amounts, isRefund }: TemplateScope): Fault {
  const known = [...amounts, ...names.types.keys(), ...(isRefund ? decisionPlaceholders : [])]
  return {
    code: 'unknown_placeholder',
    message: `Nothing is called ${quote(name)} here.${suggestion(name, known)}`,
    hint: `Name a fact or derived value${isRefund ? `, a named amount of the rule, or ${decisionPlaceholders.join(', ')}` : ''}. For a brace itself write {{ or }}.`,
  }
}

function loneBrace(brace: string): Fault {
  return {
    code: 'message_brace',
    message: `The brace ${quote(brace)} has no counterpart.`,
    hint: `Write ${brace}${brace} for the brace itself, or {name} for a placeholder.`,
  }
}
