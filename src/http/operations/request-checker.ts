import type { ErrorObject, ValidateFunction } from 'ajv'
import type { OpenApiDocument, OperationObject, Parameter } from '../openapi/document.ts'
import type { Schema } from '../openapi/schema.ts'
import { explainFault } from '../request/explain-fault.ts'
import { shorten } from '../request/read-query.ts'
import { type RequestFault, requestFaults } from '../request/request-fault.ts'
import { requestSchema } from './request-schema.ts'
import { newSchemaCompiler } from './schema-compiler.ts'

const mostFaults = 20
const compiler = newSchemaCompiler()

/** The parts of a request as they arrived; texts but for the body. */
export interface RawRequest {
  readonly path: { readonly [name: string]: string }
  /** Each parameter with all its values. */
  readonly query: ReadonlyMap<string, readonly string[]>
  readonly headers: { readonly [name: string]: string | undefined }
}

/** The parts of a request, typed as the document says. */
export interface CheckedRequest {
  readonly path: unknown
  readonly query: unknown
  readonly headers: unknown
  readonly body?: unknown
}

/** Checks the parts of an operation's requests; what does not fit is a Problem invalid_request with all its faults. */
export interface RequestChecker {
  parameters(request: RawRequest): CheckedRequest
  body(body: unknown): void
}

/** Prepares all that an operation asks of its requests; its schemas are compiled when the first of them comes. */
export function newRequestChecker(
  operation: OperationObject,
  components: OpenApiDocument['components'],
): RequestChecker {
  const { parameters: declared } = operation
  const schema = requestSchema(operation, components)
  const { body = {}, ...parts } = schema.properties
  const checkParts = compiledOnce({ type: 'object', properties: parts })
  const checkBody = compiledOnce('$ref' in body ? { ...body, components: schema['components'] } : body)
  const readPath = newReader(declared, 'path')
  const readQuery = newReader(declared, 'query')
  const headers = declared.filter(({ in: part }) => part === 'header').map(({ name }) => name.toLowerCase())
  return {
    parameters: (request) => {
      const doubled = givenTwice(declared, request.query)
      const parameters = {
        path: readPath(Object.entries(request.path).map(([name, text]) => [name, [text]])),
        query: readQuery(request.query),
        headers: givenHeaders(headers, request.headers),
      }
      const check = checkParts()
      const fits = check(parameters)
      if (!fits || doubled.length > 0) throw faults(check.errors, parameterFaultOf(declared), doubled)
      return parameters
    },
    body: (value) => {
      const check = checkBody()
      if (!check(value)) throw faults(check.errors, bodyFault)
    },
  }
}

function compiledOnce(schema: Schema): () => ValidateFunction {
  let compiled: ValidateFunction | null = null
  return () => (compiled ??= compiler.compile(schema))
}

/** Only a list may be given several times: which of two values counts would be a guess. */
function givenTwice(parameters: readonly Parameter[], query: RawRequest['query']): readonly RequestFault[] {
  if (query.size === 0) return []
  const lists = parameters.filter(isList).map(({ name }) => name)
  const doubled = [...query].filter(([name, values]) => values.length > 1 && !lists.includes(name))
  return doubled.map(([name]) => ({ parameter: shorten(name), message: 'is given more than once' }))
}

function isList(parameter: Parameter): boolean {
  return parameter.in === 'query' && parameter.schema['type'] === 'array'
}

type Values = Iterable<readonly [string, readonly string[]]>

/** Reads the values of one part of a request by their parameters' types. */
function newReader(parameters: readonly Parameter[], part: Parameter['in']): (values: Values) => object {
  const declared = new Map(
    parameters.filter((parameter) => parameter.in === part).map((parameter) => [parameter.name, parameter]),
  )
  return (values) =>
    Object.fromEntries([...values].map(([name, texts]) => [name, readValue(declared.get(name), texts)]))
}

function givenHeaders(names: readonly string[], headers: RawRequest['headers']): object {
  const given: Record<string, string> = {}
  for (const name of names) {
    const value = headers[name]
    if (value !== undefined) given[name] = value
  }
  return given
}

/** A list may be written with commas, by repeating its parameter, or both. */
function readValue(parameter: Parameter | undefined, values: readonly string[]): unknown {
  const [text = ''] = values
  if (parameter !== undefined && isList(parameter)) return values.flatMap((value) => value.split(','))
  if (parameter?.schema['type'] === 'integer' && /^-?(?:0|[1-9]\d{0,14})$/u.test(text)) return Number(text)
  return text
}

function faults(
  errors: readonly ErrorObject[] | null | undefined,
  read: (error: ErrorObject) => RequestFault,
  others: readonly RequestFault[] = [],
): Error {
  return requestFaults([...others, ...told(errors ?? []).map(read)].slice(0, mostFaults))
}

/** Without what only says that none of several forms fits, where each of them says why. */
function told(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.filter(
    ({ keyword, instancePath }) =>
      keyword !== 'oneOf' || !errors.some((other) => other.keyword !== 'oneOf' && other.instancePath === instancePath),
  )
}

function parameterFaultOf(parameters: readonly Parameter[]): (error: ErrorObject) => RequestFault {
  const written = new Map(parameters.map((parameter) => [parameter.name.toLowerCase(), parameter]))
  return (error) => {
    const [, part = '', ...names] = `${error.instancePath}${missingOrUnknown(error)}`.split('/')
    const name = unescapePointer(names[0] ?? '')
    const parameter = written.get(name.toLowerCase())
    const description = parameter === undefined ? undefined : `for example ${String(parameter.example)}`
    const message = explainFault({ ...error, parentSchema: { description, ...error.parentSchema } })
    return part === 'headers' ? { header: parameter?.name ?? name, message } : { parameter: name, message }
  }
}

function bodyFault(error: ErrorObject): RequestFault {
  return { pointer: `${error.instancePath}${missingOrUnknown(error)}`, message: explainFault(error) }
}

function missingOrUnknown({ keyword, params }: ErrorObject): string {
  const name: unknown =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined
  return typeof name === 'string' ? `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
