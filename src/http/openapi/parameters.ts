import type { Header, Parameter } from './document.ts'

export const policyNamePattern = '^[a-z0-9][a-z0-9_-]{0,63}$'

export const policyNameSchema = { type: 'string', pattern: policyNamePattern, description: 'Name of a policy.' }

/** The policy that a path names. */
export const policyNameParameter: Parameter = {
  name: 'name',
  in: 'path',
  required: true,
  description: 'Name of the policy.',
  schema: policyNameSchema,
  example: 'smm-panel',
}

/** Tags of languages as BCP 47 writes them. */
export const languageTagSchema = { type: 'string', pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$', maxLength: 35 }

/** The language that a page is read in. */
export const languageParameter: Parameter = {
  name: 'language',
  in: 'query',
  required: false,
  description:
    'The language to read it in (`de`); without it `Accept-Language` counts. One that the policy has not gives its first.',
  schema: languageTagSchema,
  example: 'de',
}

/** The size of a page; without it 50. */
export const limitParameter: Parameter = {
  name: 'limit',
  in: 'query',
  required: false,
  description: 'How many items to return at most.',
  schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  example: 50,
}

/** The highest version number that a path, query or header may name. */
export const versionSchema = { type: 'integer', minimum: 1, maximum: 999_999_999 }

/** One filter of a list: exact, case-sensitive. */
export function filterParameter(name: string, description: string, example: string): Parameter {
  return {
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    example,
  }
}

/** A filter by a moment. */
export function timeParameter(name: string, description: string, example: string): Parameter {
  return {
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string', format: 'date-time', maxLength: 40 },
    example,
  }
}

/** A filter by the name of a policy. */
export function policyFilter(description: string): Parameter {
  return { name: 'policy', in: 'query', required: false, description, schema: policyNameSchema, example: 'smm-panel' }
}

/** The parameter under the name that it had before; it is not to be given under both. */
export function formerName({ name: present, ...parameter }: Parameter, name: string): Parameter {
  return { name, ...parameter, description: `The former name of \`${present}\`.`, deprecated: true }
}

/** A list among given words; clients repeat the parameter, and people may write commas. */
export function listParameter(
  name: string,
  description: string,
  { words, example }: { readonly words: readonly string[]; readonly example: readonly string[] },
): Parameter {
  return {
    name,
    in: 'query',
    required: false,
    description: `${description} Several: with commas between, or the parameter once for each.`,
    schema: { type: 'array', items: { type: 'string', enum: words }, minItems: 1, uniqueItems: true },
    style: 'form',
    explode: true,
    example,
  }
}

/** The policy that an order belongs to. */
export const orderPolicyParameter: Parameter = {
  name: 'policy',
  in: 'query',
  required: false,
  description: 'The policy that the order belongs to; without it the setting `default_policy` counts.',
  schema: policyNameSchema,
  example: 'smm-panel',
}

/** The version of a policy, for `If-Match`. */
export const etagHeader: Header = {
  description: 'The version number in quotes, to be sent back in `If-Match`.',
  required: true,
  schema: { type: 'string', pattern: '^"[1-9][0-9]*"$' },
  example: '"3"',
}

/** Where the thing is that an answer is about. */
export const locationHeader: Header = {
  description: 'Path of what was made or given again.',
  required: true,
  schema: { type: 'string' },
  example: '/v1/decisions/019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
}
