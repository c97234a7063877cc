import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
const orNothing: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 1 }

const summaryProperties = {
  name: text,
  version: count,
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the text (UTF-8).' },
  author: { type: 'string', description: 'Name of the API key that published it, or `system`.' },
  reason: { type: ['string', 'null'] },
  published_at: schemaRef('Instant'),
  retired: {
    type: 'boolean',
    description: 'From this version on the policy decides nothing; its text is that of the version before.',
  },
  release: {
    ...objectOf({ draft: text, approved_by: listOf(text) }),
    description: 'The draft that it was, and who approved that; absent where it was published without one.',
  },
}

const optional = ['release']

const versionProperties = {
  ...summaryProperties,
  text: { type: 'string', description: 'The YAML as it was published, to the byte.' },
}

/** What a check of a text tells. */
export const policyCheckProperties: { readonly [name: string]: Schema } = {
  valid: { type: 'boolean', description: 'Whether it could be published: no errors, and every case holds.' },
  diagnostics: listOf(schemaRef('Diagnostic')),
  cases: { ...listOf(schemaRef('CaseResult')), description: 'Empty where the text has errors.' },
  breaking: {
    ...listOf(schemaRef('BreakingFact')),
    description: 'Which callers of the newest version would be refused: published with `accept_breaking` only.',
  },
}

/** What the operations on policies take and answer. */
export const policySchemas: { readonly [name: string]: Schema } = {
  PolicyVersionSummary: objectOf(summaryProperties, optional),
  PolicyVersion: objectOf(versionProperties, optional),
  PublishedPolicyVersion: objectOf(
    {
      ...versionProperties,
      warnings: {
        ...listOf(schemaRef('Diagnostic')),
        description: 'What the text is warned of; it was published all the same.',
      },
    },
    optional,
  ),
  PolicyList: objectOf({
    items: { ...listOf(schemaRef('PolicyVersionSummary')), description: 'The active version of each, by name.' },
  }),
  PolicyVersionPage: objectOf({
    items: listOf(schemaRef('PolicyVersionSummary')),
    next_before: {
      type: ['integer', 'null'],
      description: 'The `before` of the next page; null on the last.',
    },
  }),
  Diagnostic: {
    ...objectOf({
      code: { type: 'string', description: 'Stable word for the kind of fault.' },
      severity: { type: 'string', enum: ['error', 'warning'] },
      path: { type: 'string', description: 'JSON pointer into the document.' },
      line: count,
      column: count,
      message: text,
      hint: { type: 'string', description: 'How to mend it.' },
    }),
    description: 'One fault of a policy text.',
  },
  CaseResult: {
    ...objectOf({
      name: text,
      section: { type: 'string', enum: ['refunds', 'disputes'] },
      rule: { type: ['string', 'null'], description: 'The rule it stands beside, if any.' },
      line: count,
      column: count,
      differences: {
        ...listOf(objectOf({ field: text, expected: text, actual: text })),
        description: 'Empty exactly when the case holds.',
      },
      decided: {
        ...orNull(schemaRef('CaseAnswer')),
        description: 'What was decided instead, and why; null where the case holds, or could not be decided.',
      },
    }),
    description: "How one of the policy's own cases came out.",
  },
  CaseAnswer: objectOf({
    outcome: {
      type: 'string',
      description: 'approve, deny or review; for a dispute none, warn, suspend, terminate or ban.',
    },
    label: { type: ['string', 'null'], description: "The policy's own word for the outcome." },
    refund: { ...orNull(schemaRef('Amount')), description: 'Credited now; null where nothing is.' },
    clause: orNothing,
    rule: orNothing,
    method: orNothing,
    reason: text,
    amounts: { type: 'object', additionalProperties: schemaRef('Amount') },
    proposed: { ...orNull(schemaRef('Amount')), description: 'What a reviewer is proposed.' },
    level: { ...orNothing, description: 'Who reviews it.' },
    capped_from: { ...orNull(schemaRef('Amount')), description: 'The amount before the cap took something away.' },
    actions: listOf(
      objectOf({
        name: text,
        parameters: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
      }),
    ),
    why: schemaRef('CaseReasons'),
  }),
  CaseReasons: {
    ...objectOf({
      missing_facts: { ...listOf(text), description: 'The facts whose absence keeps a rule from deciding.' },
      fault: { type: ['string', 'null'], description: 'The calculation that failed.' },
      rules: {
        ...listOf(objectOf({ rule: text, result: { enum: [true, false, 'unknown'] } })),
        description: 'In the order tried, down to the last one that could decide.',
      },
      refund: {
        ...orNull(
          objectOf({
            formula: text,
            inputs: { type: 'object', additionalProperties: { type: ['string', 'boolean', 'null'] } },
            exact: { type: ['string', 'boolean', 'null'] },
            rounded: orNull(schemaRef('Amount')),
          }),
        ),
        description: "The formula of the deciding rule's refund with its numbers.",
      },
    }),
    description: 'Why a case was decided as it was. Empty for disputes.',
  },
  PolicyCheck: objectOf(policyCheckProperties),
  BreakingFact: {
    ...objectOf({
      fact: { type: 'string', description: 'Its dotted name.' },
      change: { type: 'string', enum: ['removed', 'required', 'type', 'values', 'range'] },
      message: { type: 'string', description: 'Who will be refused.' },
    }),
    description: 'A fact for which callers will be refused that were not before.',
  },
}
