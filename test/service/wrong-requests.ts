import { httpMethods, type MediaType, type OperationObject, type Parameter } from '../../src/http/openapi/document.ts'
import { openApiDocument } from '../../src/http/openapi/open-api-document.ts'
import type { Schema } from '../../src/http/openapi/schema.ts'

/** A request as it is sent. */
export interface WrongRequest {
  readonly operation: string
  /** What is wrong with it. */
  readonly fault: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Numbers from 0 to 1. */
type Next = () => number

interface Known {
  readonly path: string
  readonly method: string
  readonly operation: OperationObject
}

const document = openApiDocument('0.0.0')
const known: readonly Known[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  httpMethods.flatMap((method) => {
    const operation = methods[method]
    return operation === undefined ? [] : [{ path, method: method.toUpperCase(), operation }]
  }),
)

function pick<Item>(next: Next, items: readonly Item[]): Item {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

const oddTexts = [
  '',
  ' ',
  '\u0000',
  '%',
  '../../etc/passwd',
  "' OR 1=1 --",
  '${7*7}',
  '__proto__',
  'constructor',
  'NaN',
  '-1',
  '1e999',
  '9'.repeat(40),
  'x'.repeat(3000),
  'zażółć 訂單 \u{1f600}',
  '\u202edcba',
  '2026-02-30T25:61:61Z',
  '0000-00-00T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
]
const oddValues: readonly unknown[] = [
  ...oddTexts,
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[[[]]]],
  { a: { b: { c: {} } } },
  Array.from({ length: 300 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}`, index])),
]

function exampleOf({ example, examples = {} }: MediaType): unknown {
  return example ?? Object.values(examples)[0]?.value
}

function resolved(schema: Schema): Schema {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  return document.components.schemas[reference.split('/').at(-1) ?? ''] ?? {}
}

/** A text that the parameter takes, as far as its declaration tells. */
function fitting({ name, example, schema }: Parameter): string {
  // Whoever waits for events is not answered sooner.
  if (name === 'wait') return '0'
  if (example !== undefined) return `${example as string | number}`
  const { enum: values, type, default: usual } = resolved(schema)
  if (usual !== undefined) return `${usual as string | number}`
  if (Array.isArray(values)) return String(values[0])
  return type === 'integer' ? '1' : '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e'
}

type PartFault = Parameter['in'] | 'unknown query' | 'doubled query' | 'credential' | 'method'

/** Faults of what the operation asks for beside its body. */
function partFaults({ parameters, security }: OperationObject): readonly PartFault[] {
  const parts = new Set(parameters.map((parameter) => parameter.in))
  return [
    ...parts,
    'unknown query',
    'doubled query',
    'method',
    ...(security.length > 0 ? (['credential'] as const) : []),
  ]
}

const ofBodies = [
  'member',
  'member',
  'member',
  'unknown member',
  'left out',
  'instead',
  'no JSON',
  'deep',
  'doubled',
  'media type',
  'big',
] as const

/** Requests for every operation of the document in turn, each with one fault, always the same for a number sequence. */
export function* wrongRequests(next: Next, key: string, ids: readonly string[]): Generator<WrongRequest> {
  for (;;) for (const each of known) yield wrongRequest(next, each, { key, ids })
}

interface Around {
  readonly key: string
  readonly ids: readonly string[]
}

function wrongRequest(next: Next, { path, method, operation }: Known, { key, ids }: Around): WrongRequest {
  const content = Object.entries(operation.requestBody?.content ?? {})[0]
  const fault = pick(next, content === undefined || next() < 0.3 ? partFaults(operation) : ofBodies)
  const declared = (part: Parameter['in']): readonly Parameter[] =>
    operation.parameters.filter((parameter) => parameter.in === part)
  const odd = (): string => encodeURIComponent(pick(next, oddTexts))
  const target = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    if (fault === 'path') return odd()
    const parameter = declared('path').find((each) => each.name === name)
    if (name === 'id' && ids.length > 0 && next() < 0.5) return pick(next, ids)
    return encodeURIComponent(parameter === undefined ? 'x' : fitting(parameter))
  })
  const query = declared('query').flatMap((parameter) => {
    const isWanted = parameter.required || next() < 0.3 || fault === 'query'
    if (!isWanted || parameter.deprecated === true) return []
    const isOdd = fault === 'query' && parameter.name !== 'wait'
    return [`${parameter.name}=${isOdd ? odd() : encodeURIComponent(fitting(parameter))}`]
  })
  if (fault === 'unknown query') query.push(`${odd()}=${odd()}`)
  if (fault === 'doubled query') query.push('limit=1', 'limit=1')
  const headers: Record<string, string> = {
    Authorization: fault === 'credential' ? pick(next, wrongCredentials) : `Bearer ${key}`,
  }
  for (const parameter of declared('header')) {
    if (fault === 'header') headers[parameter.name] = pick(next, oddHeaders)
    else if (parameter.required || next() < 0.3) headers[parameter.name] = fitting(parameter)
  }
  if (content !== undefined) headers['Content-Type'] = fault === 'media type' ? pick(next, wrongTypes) : content[0]
  const body = content === undefined ? undefined : wrongBody(next, fault, exampleOf(content[1]))
  const used = fault === 'method' ? pick(next, ['PATCH', 'PROPFIND', 'TRACK', 'PUT', 'DELETE']) : method
  return {
    operation: operation.operationId,
    fault,
    method: used === 'TRACK' ? 'PATCH' : used,
    path: query.length === 0 ? target : `${target}?${query.join('&')}`,
    headers,
    body: used === 'GET' ? undefined : body,
  }
}

const wrongCredentials = [
  '',
  'Bearer',
  'Bearer x',
  'Basic YTpi',
  `Bearer ${'k'.repeat(5000)}`,
  'Bearer ä'.normalize('NFD').replace(/[^ -~]/gu, '?'),
]
const oddHeaders = ['', '*', '"', 'W/"1"', '"1", "2"', '-1', 'x'.repeat(2000), '"version-99999999999999999999"', 'a b']
const wrongTypes = [
  '',
  'text/html',
  'application/json; charset=utf-7',
  'application/jsonp',
  'x',
  'multipart/form-data',
  '*/*',
]

function wrongBody(next: Next, fault: string, example: unknown): string {
  const text = typeof example === 'string' ? example : JSON.stringify(example)
  switch (fault) {
    case 'no JSON':
      return text.slice(0, Math.floor(next() * text.length))
    case 'deep':
      return `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`
    case 'doubled':
      return text.replace('{', '{"policy":"a","policy":"b",')
    case 'big':
      return typeof example === 'string' ? text.repeat(2) : `{"x":"${'x'.repeat(300_000)}"}`
    case 'instead':
      return JSON.stringify(pick(next, oddValues))
    case 'member':
    case 'unknown member':
    case 'left out':
      return typeof example === 'object' && example !== null
        ? JSON.stringify(changed(next, fault, example))
        : `${text}\n?`
    default:
      return text
  }
}

/** The same with one member changed, at any depth. */
function changed(next: Next, fault: 'member' | 'unknown member' | 'left out', value: object): unknown {
  const copy = structuredClone(value) as Record<string, unknown>
  const names = Object.keys(copy)
  if (names.length === 0) return { [pick(next, oddTexts)]: pick(next, oddValues) }
  const name = pick(next, names)
  const member = copy[name]
  if (typeof member === 'object' && member !== null && next() < 0.6) copy[name] = changed(next, fault, member)
  else if (fault === 'member') copy[name] = pick(next, oddValues)
  else if (fault === 'left out') delete copy[name]
  else copy[pick(next, oddTexts)] = pick(next, oddValues)
  return copy
}
