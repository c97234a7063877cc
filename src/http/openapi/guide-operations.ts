import { pathParameter } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { languageParameter, policyNameParameter } from './parameters.ts'
import { policyBody, policyTag as tag } from './policy-inputs.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const place: Schema = { type: ['integer', 'null'], minimum: 1 }

/** What is said to whoever writes a policy. */
export const guideSchemas: { readonly [name: string]: Schema } = {
  FormulaFunction: objectOf({
    name: text,
    call: { ...text, description: 'How it is called.' },
    does: text,
    gives: { ...text, description: 'Kind and unit of what it gives.' },
  }),
  FormulaFunctions: objectOf({ items: listOf(schemaRef('FormulaFunction')) }),
  FaultPage: objectOf({
    code: text,
    means: { ...text, description: 'What the fault is, and why it is one.' },
    mend: text,
    wrong: {
      ...orNull(objectOf({ text, line: place, column: place })),
      description: 'A whole policy with the fault, and its place; null where no text is known to bring it about.',
    },
    right: { type: ['string', 'null'], description: 'The same policy, mended.' },
  }),
}

const example = {
  name: 'percent',
  call: 'percent(x, p)',
  does: 'Takes p hundredths of x, exactly: x · p / 100.',
  gives: 'a number, in the unit of x; p is percent',
}

/** What editors show beside a text. */
export const guideOperations: readonly OperationDeclaration[] = [
  {
    id: 'previewPolicyPage',
    ownTime: true,
    method: 'post',
    path: '/v1/policies/{name}/page',
    tag,
    summary: 'The public page of a text',
    description:
      'The page as customers would read it if the text were published, in the language that is asked for. Its cases need ' +
      'not hold. Nothing is stored.',
    parameters: [policyNameParameter, languageParameter],
    requestBody: policyBody,
    answers: { 200: { description: 'The page.', content: { 'text/html': { schema: text } } } },
    problems: ['invalid_policy', 'too_complex'],
  },
  {
    id: 'listFunctions',
    method: 'get',
    path: '/v1/functions',
    tag,
    summary: 'The functions of formulas',
    description: 'What each function of the formula language does, how it is called, and the unit of what it gives.',
    parameters: [],
    answers: { 200: jsonResponse('All of them.', 'FormulaFunctions', { items: [example] }) },
    problems: [],
  },
  {
    id: 'getFaultPage',
    method: 'get',
    path: '/v1/faults/{code}',
    tag,
    summary: 'What a fault of a text means',
    description: 'The page of a diagnostic code: what it means, a policy with the fault, and how it is mended.',
    parameters: [
      pathParameter('code', 'Code of the diagnostic.', { type: 'string', pattern: '^[a-z_]{1,60}$' }, 'unknown_key'),
    ],
    answers: {
      200: jsonResponse('The page.', 'FaultPage', {
        code: 'unknown_key',
        means: 'The form knows no such key.',
        mend: 'Write the key that was meant.',
        wrong: null,
        right: null,
      }),
    },
    problems: [],
  },
]
