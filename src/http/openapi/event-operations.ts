import { eventTypes } from '../../events/event.ts'
import { decisionExample } from './decision-examples.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { filterParameter, formerName, limitParameter, listParameter } from './parameters.ts'
import { listOf, objectOf, type Schema, schemaRef } from './schema.ts'

const textOrNull: Schema = { type: ['string', 'null'] }
const number: Schema = { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 }

/** What is told. */
export const eventSchemas: { readonly [name: string]: Schema } = {
  Event: objectOf({
    number: { ...number, minimum: 1, description: 'Its place in the one order over everything, without gaps.' },
    id: { type: 'string', description: 'Of the entry that it tells of.' },
    type: {
      type: 'string',
      enum: eventTypes,
      description: 'What happened. New ones may come: ignore what you do not know.',
    },
    at: schemaRef('Instant'),
    account: { type: ['string', 'null'], description: 'Null for what is about no account.' },
    order: textOrNull,
    part: { type: ['string', 'null'], description: 'What of the order it is about; null for the whole.' },
    policy: { type: ['string', 'null'], description: 'Name of the policy that the order belongs to, or that decided.' },
    data: {
      type: 'object',
      additionalProperties: true,
      description:
        'Ids, names, outcomes and amounts; never a fact, a message, a note or the parameter of an action: read the ' +
        'decision for these. What follows from the entry stands here too: `standing`, `superseded_review`, the ' +
        '`review` that began with it, the `balance` where it moved.',
    },
  }),
  EventPage: objectOf({
    items: { ...listOf(schemaRef('Event')), description: 'By number, ascending.' },
    next_after: {
      ...number,
      description:
        'The `after` of the next page: everything up to it was looked at. With filters a page may hold fewer than ' +
        '`limit`, or nothing, while there is more; nothing is left once it equals `after`.',
    },
  }),
}

const eventExample = {
  number: 42,
  id: decisionExample.id,
  type: 'decision.approved',
  at: decisionExample.decided_at,
  account: 'a-1',
  order: 'o-1',
  part: null,
  policy: 'smm-panel',
  data: {
    outcome: 'approve',
    label: null,
    reason_code: 'partial_undelivered',
    rule: 'undelivered-part',
    clause: '2.b',
    clause_url: '/policy/smm-panel/versions/1#clause-2.b',
    refund: { ...decisionExample.refund, capped_from: null },
    amounts: {},
    amounts_total: {},
    actions: [],
    review: null,
    superseded_review: null,
    policy_version: 1,
    balance: { amount: '0.04368', currency: 'USD' },
    author: 'panel-backend',
  },
}

const account = filterParameter('account', 'Events about this account.', 'a-1')

/** The operation that tells. */
export const eventOperations: readonly OperationDeclaration[] = [
  {
    id: 'listEvents',
    ownTime: true,
    method: 'get',
    path: '/v1/events',
    tag: 'Events',
    summary: 'Read what happened',
    description:
      'Everything that was written, in one order over all accounts and the audit log: one event for each entry, none ' +
      'skipped, none twice. Keep `next_after` and ask for what is behind it. With `wait` the answer comes as soon as ' +
      'there is an event, at the latest after so many seconds.',
    parameters: [
      {
        name: 'after',
        in: 'query',
        required: false,
        description: 'Only events with a higher number.',
        schema: { ...number, default: 0 },
        example: 41,
      },
      listParameter('types', 'Events of these types.', {
        words: eventTypes,
        example: ['decision.approved', 'review.resolved'],
      }),
      account,
      limitParameter,
      {
        name: 'wait',
        in: 'query',
        required: false,
        description: 'Seconds to wait for the first event, where there is none yet.',
        schema: { type: 'integer', minimum: 0, maximum: 30, default: 0 },
        example: 30,
      },
      formerName(account, 'account_id'),
    ],
    answers: {
      200: jsonResponse('One page of events.', 'EventPage', { items: [eventExample], next_after: 42 }),
    },
    problems: [],
  },
]
