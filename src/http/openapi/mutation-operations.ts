import type { OperationDeclaration } from './operation-declaration.ts'
import { policyNameParameter } from './parameters.ts'
import { policyCheckExample } from './policy-examples.ts'
import { policyBody, policyTag as tag } from './policy-inputs.ts'
import { policyCheckProperties } from './policy-schemas.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const count: Schema = { type: 'integer', minimum: 0 }

/** How strong cases are. */
export const mutationSchemas: { readonly [name: string]: Schema } = {
  CaseStrength: objectOf({
    mutants: { ...count, description: 'Small faults that were put into the policy, one by one.' },
    killed: { ...count, description: 'Of these, those that a case notices.' },
    score: { type: 'number', minimum: 0, maximum: 100, description: 'Percent of the faults that are noticed.' },
    parts: {
      ...listOf(objectOf({ part: text, mutants: count, killed: count })),
      description: 'The same for each part of the policy, in its order.',
    },
    survivors: {
      ...listOf(
        objectOf({
          part: text,
          rule: orNull(text),
          line: orNull({ type: 'integer', minimum: 1 }),
          change: { ...text, description: 'What was written otherwise.' },
          case: {
            ...orNull(objectOf({ beside: orNull(text), yaml: text })),
            description:
              'A case that would notice it, as the policy answers now, and the rule to put it beside (null: the cases at ' +
              'the end). Null where no order was found that it decides otherwise.',
          },
        }),
      ),
      description: 'The faults that no case notices.',
    },
  }),
  StrengthCheck: {
    ...objectOf({ ...policyCheckProperties, strength: orNull(schemaRef('CaseStrength')) }),
    description: '`strength` is null where the text has errors or a case does not hold.',
  },
}

const strengthExample = {
  mutants: 120,
  killed: 119,
  score: 99.1,
  parts: [{ part: 'rule returned', mutants: 14, killed: 13 }],
  survivors: [
    {
      part: 'rule returned',
      rule: 'returned',
      line: 186,
      change: 'share_back > 0 becomes share_back > 1',
      case: null,
    },
  ],
}

/** The strength of a text's cases. */
export const mutationOperations: readonly OperationDeclaration[] = [
  {
    id: 'mutatePolicy',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/mutations',
    tag,
    summary: 'Try how strong the cases of a text are',
    description:
      'Puts small faults into the policy, one by one (a boundary moved by one, a condition left out, two rules exchanged, a ' +
      'number changed), and tells which of them none of its cases notices, each with a case that would. Nothing is stored. It is ' +
      'worked out beside the requests, within `policy_check_ms`.',
    parameters: [policyNameParameter],
    requestBody: policyBody,
    answers: {
      200: {
        description: 'What was found: also for a text with faults.',
        content: {
          'application/json': {
            schema: schemaRef('StrengthCheck'),
            example: { ...policyCheckExample, strength: strengthExample },
          },
        },
      },
    },
    problems: ['too_complex'],
  },
]
