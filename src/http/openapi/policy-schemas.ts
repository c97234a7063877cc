import { listOf, objectOf, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }
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
}

const versionProperties = {
  ...summaryProperties,
  text: { type: 'string', description: 'The YAML as it was published, to the byte.' },
}

/** What the operations on policies take and answer. */
export const policySchemas: { readonly [name: string]: Schema } = {
  PolicyVersionSummary: objectOf(summaryProperties),
  PolicyVersion: objectOf(versionProperties),
  PublishedPolicyVersion: objectOf({
    ...versionProperties,
    warnings: {
      ...listOf(schemaRef('Diagnostic')),
      description: 'What the text is warned of; it was published all the same.',
    },
  }),
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
    }),
    description: "How one of the policy's own cases came out.",
  },
  PolicyCheck: objectOf({
    valid: { type: 'boolean', description: 'Whether it could be published: no errors, and every case holds.' },
    diagnostics: listOf(schemaRef('Diagnostic')),
    cases: { ...listOf(schemaRef('CaseResult')), description: 'Empty where the text has errors.' },
    breaking: {
      ...listOf(schemaRef('BreakingFact')),
      description: 'Which callers of the newest version would be refused: published with `accept_breaking` only.',
    },
  }),
  BreakingFact: {
    ...objectOf({
      fact: { type: 'string', description: 'Its dotted name.' },
      change: { type: 'string', enum: ['removed', 'required', 'type', 'values'] },
      message: { type: 'string', description: 'Who will be refused.' },
    }),
    description: 'A fact for which callers will be refused that were not before.',
  },
}
