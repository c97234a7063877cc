import type { BuiltInReason, Policy } from '../model/policy.ts'
import { serviceText } from '../wording/service-words.ts'
import type { RulingMessage } from './evaluator.ts'
import { fillTemplate, type TemplateSource } from './fill-template.ts'

/**
 * The text for a reason that the service gives by itself: the policy's own, else a plain one. Which facts
 * are missing and what failed is for the shop: the decision and its trace say it, the text never does.
 */
export function builtInMessage(
  { messages, languages }: Pick<Policy, 'messages' | 'languages'>,
  reason: BuiltInReason,
  source: TemplateSource,
): RulingMessage {
  return fillTemplate(messages.get(reason) ?? serviceText(languages, reason), source)
}
