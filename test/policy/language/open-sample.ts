import type { Decision } from '../../../src/decisions/decision.ts'
import { type OpenDecisions, openDecisions } from '../../decisions/open-decisions.ts'
import { policyText } from '../parse/policy-text.ts'

type Changes = Parameters<typeof policyText>[0]

/** Decisions by the sample policy with these sections replaced. */
export async function openSample(changes: Changes): Promise<
  Omit<OpenDecisions, 'ask'> & {
    ask(facts?: { readonly order?: object; readonly [fact: string]: unknown }): Promise<Decision>
  }
> {
  const opened = await openDecisions([policyText(changes)])
  return {
    ...opened,
    ask: ({ order, ...rest } = {}) =>
      opened.ask({
        order: { id: 'o-1', charge: '10.00', currency: 'EUR', status: 'open', ...order },
        account: { id: 'a-1' },
        ...rest,
      }),
  }
}

/** Refund rules in their order, in flow style. */
export function refundRules(...rules: readonly string[]): { readonly refunds: string } {
  return { refunds: `refunds:\n${rules.map((rule, index) => `  - { id: rule-${index + 1}, ${rule} }\n`).join('')}` }
}
