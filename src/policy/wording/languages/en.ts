import type { LanguageFile } from './language-file.ts'

/** English. */
export const english: LanguageFile = {
  language: 'en',
  unknown: 'unknown',
  yes: 'yes',
  no: 'no',
  reasons: {
    nothing_to_refund: 'There is nothing to refund for this order.',
    already_credited: 'This order is entitled to {entitled}, and that was credited before. Nothing more is due.',
    missing_fact: 'We need to check something before we can decide. A member of our team will look at it.',
    calculation_fault: 'The refund could not be worked out automatically. A member of our team will look at it.',
    over_limit: 'This refund is larger than what is paid automatically. A member of our team will look at it.',
    dispute_open: 'A payment dispute is open for this account, so a member of our team will look at this refund.',
    approvals_paused: 'Automatic refunds are paused at the moment. A member of our team will look at this one.',
    denied_by_reviewer: 'A member of our team looked at this request and decided against a refund.',
    charge_differs:
      'What was paid for this order is reported higher than it was before. A member of our team will look at it.',
    whole_order_credited:
      'Something was refunded for this order as a whole before, so a member of our team will look at this part.',
    denied_before:
      'A member of our team decided against a refund before. What has changed since will be looked at by a person again.',
    reopened: 'A member of our team will look at this request once more.',
    recovery: 'This order got more than is due. A member of our team will look at it.',
    dispute_amount: 'A payment dispute over this order has to be settled first. A member of our team will look at it.',
    part_waits:
      'Another part of this order is being checked by a person, so a member of our team will look at this one too.',
  },
  still_waiting: 'This order is already being checked by a person; what you sent now is added to that check.',
  no_dispute_rule: 'The dispute was noted. It does not change the standing of your account.',
  undecided_dispute:
    'The dispute was noted. The rules for it could not be applied automatically, so a member of our team will look at it.',
  page: {
    skip: 'Skip to the text',
    updated: 'Last updated',
    version: 'Version',
    contents: 'Contents',
    questions: 'Questions?',
    languages: 'Languages',
  },
  table: {
    up_to: 'up to {edge}',
    below: 'less than {edge}',
    at_least: 'at least {edge}',
    above: 'more than {edge}',
    until: 'until {edge}',
    before: 'before {edge}',
    from: 'from {edge}',
    after: 'after {edge}',
    otherwise: 'otherwise',
  },
}
