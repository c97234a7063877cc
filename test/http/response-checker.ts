import type { ValidateFunction } from 'ajv'
import {
  httpMethods,
  ndjsonMediaType,
  type OperationObject,
  type ResponseObject,
} from '../../src/http/openapi/document.ts'
import { openApiDocument } from '../../src/http/openapi/open-api-document.ts'
import type { Schema } from '../../src/http/openapi/schema.ts'
import { newSchemaCompiler } from '../../src/http/operations/schema-compiler.ts'

const document = openApiDocument('0.0.0')
const compiler = newSchemaCompiler()

/** What came back, its body read. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body parsed, where it is JSON. */
  readonly json: unknown
}

/**
 * Throws unless the answer is one that the document has for the path and method: status, headers,
 * media type and body, without members that the document does not name. A path or method that the
 * document does not have must be answered with a problem document.
 */
export function checkResponse(method: string, path: string, received: Received): void {
  const operation = operationOf(method, path)
  const response = operation === undefined ? undefined : responseOf(operation, received.status)
  const where = `${method} ${path} -> ${received.status}`
  if (operation === undefined) {
    if (received.status >= 400) check(where, problem, received)
    return
  }
  if (response === undefined) throw new Error(`${where} is not documented: ${received.text}`)
  check(where, response, received)
}

function check(where: string, response: ResponseObject, received: Received): void {
  for (const [name, header] of Object.entries(response.headers ?? {})) {
    const value = received.headers.get(name)
    const { schema } = ('$ref' in header ? resolve(String(header['$ref'])) : header) as { readonly schema: object }
    if (value === null && 'required' in header && header.required === false) continue
    if (value === null) throw new Error(`${where} lacks the header ${name}`)
    if (!compiler.validate(schema, value)) throw new Error(`${where} has ${name}: ${String(value)}`)
  }
  const mediaType = received.headers.get('content-type')?.split(';')[0] ?? ''
  if (response.content === undefined) {
    if (received.text !== '') throw new Error(`${where} should have no body`)
    return
  }
  const content = response.content[mediaType]
  if (content === undefined) throw new Error(`${where} came as ${mediaType}`)
  const validate = validatorOf(content.schema)
  for (const value of valuesOf(mediaType, received)) {
    if (validate(value)) continue
    throw new Error(`${where} does not fit the document: ${compiler.errorsText(validate.errors)}\n${received.text}`)
  }
}

/** What the schema speaks of: of lines each. */
function valuesOf(mediaType: string, { json, text }: Received): readonly unknown[] {
  if (mediaType !== ndjsonMediaType) return [mediaType.endsWith('json') ? json : text]
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as unknown)
}

const validators = new Map<Schema, ValidateFunction>()
/** Where all find the schemas with a name, each compiled once. */
const whole = 'openapi.json'

function validatorOf(schema: Schema): ValidateFunction {
  const known = validators.get(schema)
  if (known !== undefined) return known
  if (validators.size === 0) compiler.addSchema(closed({ components: document.components }) as object, whole)
  const validate = compiler.compile(closed(schema) as object)
  validators.set(schema, validate)
  return validate
}

/** The schemas with nothing but the named members allowed, so that an answer cannot say more than the document. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const members = Object.fromEntries(
    Object.entries(schema).map(([name, member]) => [name, name === '$ref' ? `${whole}${member}` : closed(member)]),
  )
  return 'type' in schema && 'properties' in schema && !('additionalProperties' in schema)
    ? { ...members, additionalProperties: false }
    : members
}

const problem: ResponseObject = {
  description: 'Any problem.',
  headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function operationOf(method: string, path: string): OperationObject | undefined {
  const documented = httpMethods.find((name) => name.toUpperCase() === method)
  if (documented === undefined) return undefined
  const bare = path.split('?')[0] ?? ''
  const templates = Object.keys(document.paths).filter((template) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(bare),
  )
  const concreteFirst = templates.toSorted((left, right) => left.split('{').length - right.split('{').length)
  return document.paths[concreteFirst[0] ?? '']?.[documented]
}

function responseOf(operation: OperationObject, status: number): ResponseObject | undefined {
  const response = operation.responses[String(status)]
  if (response === undefined) return undefined
  return ('$ref' in response ? resolve(String(response['$ref'])) : response) as ResponseObject
}

function resolve(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], document)
}
