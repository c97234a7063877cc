import type { BuiltInReason, Policy } from '../model/policy.ts'
import type { RulingMessage } from './evaluator.ts'
import { fillTemplate, type TemplateSource } from './fill-template.ts'

/** What a customer reads where no dispute rule matched. */
export const noDisputeRuleMessage = 'The dispute was noted. It does not change the standing of your account.'
/** What stands with a dispute whose rules could not be applied. */
export const undecidedDisputeMessage =
  'The dispute was noted. The rules for it could not be applied automatically, so a member of our team will look at it.'

/**
 * The text for a reason that the service gives by itself: the policy's own, else a plain one. Which facts
 * are missing and what failed is for the shop: the decision and its trace say it, the text never does.
 */
export function builtInMessage(
  messages: Policy['messages'],
  reason: BuiltInReason,
  source: TemplateSource,
): RulingMessage {
  const template = messages.get(reason)
  return template === undefined ? plainMessage(reason) : fillTemplate(template, source)
}

function plainMessage(reason: BuiltInReason): RulingMessage {
  switch (reason) {
    case 'nothing_to_refund':
      return ['There is nothing to refund for this order.']
    case 'already_credited':
      return [
        'This order is entitled to ',
        { placeholder: 'entitled' },
        ', and that was credited before. Nothing more is due.',
      ]
    case 'missing_fact':
      return ['We need to check something before we can decide. A member of our team will look at it.']
    case 'calculation_fault':
      return ['The refund could not be worked out automatically. A member of our team will look at it.']
    case 'over_limit':
      return ['This refund is larger than what is paid automatically. A member of our team will look at it.']
    case 'dispute_open':
      return ['A payment dispute is open for this account, so a member of our team will look at this refund.']
    case 'approvals_paused':
      return ['Automatic refunds are paused at the moment. A member of our team will look at this one.']
    case 'denied_by_reviewer':
      return ['A member of our team looked at this request and decided against a refund.']
    case 'charge_differs':
      return [
        'What was paid for this order is reported higher than it was before. A member of our team will look at it.',
      ]
    case 'whole_order_credited':
      return [
        'Something was refunded for this order as a whole before, so a member of our team will look at this part.',
      ]
    case 'denied_before':
      return [
        'A member of our team decided against a refund before. What has changed since will be looked at by a person again.',
      ]
    case 'reopened':
      return ['A member of our team will look at this request once more.']
    case 'recovery':
      return ['This order got more than is due. A member of our team will look at it.']
    case 'dispute_amount':
      return ['A payment dispute over this order has to be settled first. A member of our team will look at it.']
    case 'part_waits':
      return [
        'Another part of this order is being checked by a person, so a member of our team will look at this one too.',
      ]
  }
}
