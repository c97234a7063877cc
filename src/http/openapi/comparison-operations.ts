import { decisionExample, decisionRequestExample } from './decision-examples.ts'
import { closedBody, jsonBody, policyOfBody, timeSchema, uuidSchema } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { languageTagSchema, versionSchema } from './parameters.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }

/** What is compared, and how it is answered. */
export const comparisonSchemas: { readonly [name: string]: Schema } = {
  CompareRequest: closedBody(
    {
      policy: policyOfBody,
      facts: schemaRef('Facts'),
      decision: { ...uuidSchema, description: 'A stored decision, in place of facts.' },
      versions: {
        type: 'array',
        items: { oneOf: [versionSchema, { type: 'string', enum: ['active', 'at_purchase'] }] },
        minItems: 1,
        maxItems: 10,
        description:
          'Numbers of versions, `active` for the one that decides now, `at_purchase` for the one that was in force when ' +
          'the order was bought, as `subject.purchased_at` says.',
      },
      draft: {
        ...uuidSchema,
        description: 'A draft of the policy: it comes behind the versions. The key needs a role that reads drafts.',
      },
      text: { type: 'string', description: 'A policy text, as YAML: it comes last. The key needs the role edit.' },
      language: { ...languageTagSchema, description: 'The language of the messages, for facts.' },
      at: { ...timeSchema, description: 'For facts: the time that they are ruled on at; left out, now.' },
      traced: { type: 'boolean', default: false, description: 'Whether each answer says how it came about.' },
    },
    ['policy', 'facts', 'decision', 'versions', 'draft', 'text', 'language', 'at', 'traced'],
  ),
  Comparison: objectOf({
    policy: text,
    decision: orNull(uuidSchema),
    items: { ...listOf(schemaRef('ComparedItem')), description: 'In the order in which they were asked for.' },
  }),
  ComparedItem: objectOf(
    {
      by: { type: 'string', enum: ['version', 'active', 'at_purchase', 'draft', 'text'] },
      version: { type: ['integer', 'null'], description: 'Null for a draft and a text.' },
      sha256: text,
      ruling: { ...orNull(schemaRef('ComparedRuling')), description: 'Null where the request would be refused.' },
      problem: orNull(objectOf({ code: text, detail: text })),
      differs: {
        ...listOf(text),
        description:
          'Members of the ruling that differ from those of the first item; `problem` where only one of them has a ruling.',
      },
      trace: { ...schemaRef('DecisionTrace'), description: 'With `traced`: how it came about.' },
    },
    ['trace'],
  ),
  ComparedRuling: {
    ...objectOf({
      outcome: { type: 'string', enum: ['approve', 'deny', 'review'] },
      label: orNothing,
      reason_code: text,
      message: text,
      rule: orNothing,
      clause: orNull(objectOf({ id: text, title: text })),
      refund: orNull(schemaRef('Refund')),
      amounts: { type: 'object', additionalProperties: schemaRef('Amount') },
      actions: listOf(
        objectOf({
          name: text,
          parameters: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
        }),
      ),
      review: orNull(
        objectOf({
          level: text,
          proposed: orNull(schemaRef('Amount')),
          currency: orNothing,
          missing_facts: listOf(text),
        }),
      ),
    }),
    description: 'What the version makes of the facts.',
  },
}

const ruling = {
  outcome: 'approve',
  label: null,
  reason_code: 'partial_undelivered',
  message: '157 of 1000 were not delivered: 0.04368 USD is credited to your balance.',
  rule: 'undelivered-part',
  clause: { id: '2.b', title: 'Partial delivery' },
  refund: decisionExample.refund,
  amounts: {},
  actions: [],
  review: null,
}

const { sha256 } = decisionExample.policy
const comparisonExample = {
  policy: 'smm-panel',
  decision: null,
  items: [
    { by: 'active', version: 2, sha256, ruling, problem: null, differs: [] },
    { by: 'version', version: 1, sha256, ruling, problem: null, differs: [] },
  ],
}

/** Compares what versions make of the same facts. */
export const comparisonOperations: readonly OperationDeclaration[] = [
  {
    id: 'compareVersions',
    ownTime: true,
    method: 'post',
    path: '/v1/decisions/compare',
    tag: 'Decisions',
    summary: 'Compare versions on the same facts',
    description:
      'Rules on the same facts by several versions, a draft or a text, and says what differs. Facts are ruled on as for a ' +
      'preview; a stored decision by its own facts, in the circumstances of then. Nothing is stored.',
    parameters: [],
    requestBody: jsonBody('Facts or a decision, and by what they are ruled on.', 'CompareRequest', {
      ...decisionRequestExample,
      versions: ['active', 1],
    }),
    answers: { 200: jsonResponse('What each makes of them.', 'Comparison', comparisonExample) },
    problems: [
      'policy_not_found',
      'policy_version_not_found',
      'draft_not_found',
      'decision_not_found',
      'decision_erased',
      'order_conflict',
      'invalid_policy',
      'too_complex',
    ],
  },
]
