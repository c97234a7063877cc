import { decimalPattern, identityPattern, longestIdentity } from '../../policy/facts/fact-limits.ts'
import type { Parameter, RequestBody } from './document.ts'
import { policyNameSchema } from './parameters.ts'
import { objectOf, type Schema, schemaRef } from './schema.ts'

/** What names an order, an account or a payment: as a fact that does so. */
export const identitySchema: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: longestIdentity,
  pattern: identityPattern,
}

/** Why a person does something; it stays with the entry. */
export const reasonSchema: Schema = { type: 'string', minLength: 1, maxLength: 1000, pattern: '\\S' }

/** Decides nothing about which currencies exist: the policy does. */
export const currencySchema: Schema = {
  type: 'string',
  pattern: '^[A-Z0-9]{3,10}$',
  description: 'ISO 4217 code, or a code that the policy declares under `money.scale`.',
}

/** An exact decimal of at most 24 digits before and after the point. */
export const signedAmountSchema: Schema = {
  type: 'string',
  pattern: decimalPattern,
  description: 'An exact decimal, as text: at most 24 digits before and after the point.',
}

/** The same without a sign. That it is above 0 the operation checks. */
export const amountSchema: Schema = {
  type: 'string',
  pattern: decimalPattern.replace('^-?', '^'),
  description: 'An exact decimal above 0, as text: at most 24 digits before and after the point.',
}

export const timeSchema: Schema = { type: 'string', format: 'date-time', maxLength: 40 }

export const uuidSchema: Schema = { type: 'string', format: 'uuid' }

/** The policy that a body may name. */
export const policyOfBody: Schema = {
  ...policyNameSchema,
  description: 'Name of the policy; without it the setting `default_policy` counts.',
}

/** A body with exactly these members. */
export function closedBody(properties: { readonly [name: string]: Schema }, optional: readonly string[] = []): Schema {
  return { ...objectOf(properties, optional), additionalProperties: false }
}

/** A JSON body with the form of the named schema. */
export function jsonBody(description: string, schema: string, example: unknown): RequestBody {
  return {
    description,
    required: true,
    content: { 'application/json': { schema: schemaRef(schema), example } },
  }
}

/** A part of the path, always there. */
export function pathParameter(name: string, description: string, schema: Schema, example: string): Parameter {
  return { name, in: 'path', required: true, description, schema, example }
}

/** Where a list goes on: opaque, as the page before gave it. */
export const cursorParameter: Parameter = {
  name: 'cursor',
  in: 'query',
  required: false,
  description: 'The `next_cursor` of the page before.',
  schema: { type: 'string', minLength: 1, maxLength: 512 },
}
